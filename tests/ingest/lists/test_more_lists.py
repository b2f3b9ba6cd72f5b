"""The EU's and the UK's lists, as XML and as tables, and OFAC's advanced XML, in small files of our own."""

from __future__ import annotations

from datetime import date

import pytest

from detente.ingest.lists.reader import read_list
from detente.model.when import When

EU_XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2025-03-04T10:00:00.000+01:00">
<sanctionEntity designationDate="2016-08-05" designationDetails="Date of UN designation: 2.3.2016" euReferenceNumber="EU.9999.1" logicalId="7">
 <remark>Deputy head of the example bureau.</remark>
 <regulation programme="PRK" publicationDate="2025-01-02" numberTitle="2025/1"/><regulation programme="UKR"/>
 <subjectType code="person" classificationCode="P"/>
 <nameAlias wholeName="Ri the Elder" strong="false" function=""/>
 <nameAlias firstName="Example" middleName="Chol" lastName="Ri" wholeName="Example Chol  Ri" strong="true" function="Director"/>
 <nameAlias wholeName="리례철" strong="true"/>
 <citizenship countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF"/>
 <birthdate birthdate="1961-05-01" year="1961"/><birthdate year="1963"/>
 <identification identificationTypeDescription="Passport" number="123"/>
</sanctionEntity>
<sanctionEntity euReferenceNumber="EU.9999.2" logicalId="8"><subjectType code="enterprise"/></sanctionEntity>
</export>"""
UK_XML = """<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>04/03/2025</DateGenerated>
<Designation><DateDesignated>31/12/2020</DateDesignated><UniqueID>DPR9999</UniqueID>
 <Names><Name><Name1>Example</Name1><Name6>Ri</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>
 <Name><Name1>Chol</Name1><Name2>Example</Name2><Name6>Ri</Name6><NameType>Primary Name</NameType></Name></Names>
 <NonLatinNames><NonLatinName><NameNonLatinScript>리례철</NameNonLatinScript></NonLatinName></NonLatinNames>
 <RegimeName>The Example (Sanctions) Regulations 2019</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip>
 <UKStatementofReasons>For example.</UKStatementofReasons>
 <IndividualDetails><Individual><DOBs><DOB>dd/mm/1961</DOB></DOBs><Nationalities><Nationality>North Korea</Nationality></Nationalities>
 <Positions><Position>Director</Position></Positions></Individual></IndividualDetails></Designation>
<Designation><UniqueID>DPR9998</UniqueID></Designation>
</Designations>"""
UK_CSV = """Report Date: 04-Mar-2025
Last Updated,Unique ID,Name 6,Name 1,Name 2,Name type,Alias strength,Name non-latin script,Regime Name,Designation Type,Date Designated,D.O.B,IMO number
01/01/2025,DPR9997,EXAMPLE STAR,,,Primary Name,,,Example Regulations,Ship,30/03/2018,,9000001
01/01/2025,DPR9997,EX STAR,,,Alias,,,Example Regulations,Ship,30/03/2018,,9000001
01/01/2025,,NOBODY,,,Alias,,,,,,,
"""
EU_CSV = """fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme;NameAlias_LastName;NameAlias_FirstName;NameAlias_WholeName;NameAlias_Function;BirthDate_Year
04/03/2025;7;EU.9999.1;P;PRK;Ri;Example;Example Ri;Director;
04/03/2025;7;EU.9999.1;P;PRK;;;Ri the Elder;;
04/03/2025;7;EU.9999.1;P;PRK;;;;;1961
"""
DAY = When.day(date(2025, 3, 4))


def read(folder, name: str, words: str):
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return read_list(path)


def test_eu_xml(tmp_path):
    found = read(tmp_path, "eu.xml", EU_XML)
    assert (found.edition.authority, found.edition.day) == ("EU", DAY)
    (one,) = found.listings
    assert (one.entry, one.kind, one.programmes, one.roles) == ("EU.9999.1", "person", ("PRK", "UKR"), ("Director",))
    assert [(n.text, n.kind) for n in one.names] == [
        ("Example Chol Ri", "primary"),
        ("Ri the Elder", "weak"),
        ("리례철", "alias"),
    ]
    assert (one.names[0].family, one.names[0].given) == ("Ri", "Example Chol")
    assert one.born == (When.parse("1961"), When.parse("1963"))
    assert one.listed == When.parse("2016-08-05")
    assert one.identifiers == ("Passport 123",)
    assert one.reason == "Deputy head of the example bureau."
    assert "EU.9999.2" in found.failures[0].reason


def test_uk_xml(tmp_path):
    found = read(tmp_path, "uk.xml", UK_XML)
    assert (found.edition.authority, found.edition.day) == ("UK", DAY)
    (one,) = found.listings
    assert [(n.text, n.kind) for n in one.names] == [
        ("Chol Example Ri", "primary"),
        ("Example Ri", "weak"),
        ("리례철", "native"),
    ]
    assert (one.kind, one.states, one.roles) == ("person", ("North Korea",), ("Director",))
    assert (one.born, one.listed) == ((When.parse("1961"),), When.parse("2020-12-31"))
    assert "DPR9998" in found.failures[0].reason


def test_uk_table(tmp_path):
    found = read(tmp_path, "uk.csv", UK_CSV)
    assert (found.edition.authority, found.edition.day) == ("UK", DAY)
    (one,) = found.listings
    assert (one.entry, one.kind, [n.text for n in one.names]) == ("DPR9997", "vessel", ["EXAMPLE STAR", "EX STAR"])
    assert one.identifiers == ("IMO number 9000001",)
    assert len(found.failures) == 1
    assert "Unique ID" in found.failures[0].reason


def test_eu_table(tmp_path):
    found = read(tmp_path, "eu.csv", EU_CSV)
    assert (found.edition.authority, found.edition.day) == ("EU", DAY)
    (one,) = found.listings
    assert (one.entry, one.kind, [n.text for n in one.names]) == ("EU.9999.1", "person", ["Example Ri", "Ri the Elder"])
    assert one.born == (When.parse("1961"),)
    assert found.failures == ()


ADVANCED = """<?xml version="1.0"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML">
<DateOfIssue CalendarTypeID="1"><Year>2025</Year><Month>3</Month><Day>4</Day></DateOfIssue>
<ReferenceValueSets><AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType></AliasTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType></PartyTypeValues>
<PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="26">Title</FeatureType></FeatureTypeValues>
<ScriptValues><Script ID="215">Latin</Script><Script ID="218">Korean</Script></ScriptValues></ReferenceValueSets>
<DistinctParties><DistinctParty FixedRef="77"><Profile ID="77" PartySubTypeID="4"><Identity ID="1" Primary="true">
<Alias AliasTypeID="1401" Primary="false" LowQuality="false"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">LEE</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">RI</NamePartValue></DocumentedNamePart>
<DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215">Example</NamePartValue></DocumentedNamePart></DocumentedName>
<DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="218">리</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start><From><Year>1961</Year></From></Start></DatePeriod></FeatureVersion></Feature>
<Feature FeatureTypeID="26"><FeatureVersion><VersionDetail>Director</VersionDetail></FeatureVersion></Feature></Profile></DistinctParty>
<DistinctParty FixedRef="78"><Profile ID="78" PartySubTypeID="4"/></DistinctParty></DistinctParties>
<SanctionsEntries><SanctionsEntry ID="5" ProfileID="77" ListID="1550">
<EntryEvent><Date><Year>2018</Year><Month>12</Month><Day>10</Day></Date></EntryEvent>
<SanctionsMeasure SanctionsTypeID="1"><Comment>DPRK2</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>"""


def test_ofac_advanced_xml_has_the_day_of_listing(tmp_path):
    found = read(tmp_path, "sdn_advanced.xml", ADVANCED)
    assert (found.edition.authority, found.edition.day) == ("OFAC", DAY)
    (one,) = found.listings
    assert (one.entry, one.kind, one.programmes, one.roles) == ("77", "person", ("DPRK2",), ("Director",))
    assert [(n.text, n.kind) for n in one.names] == [("RI, Example", "primary"), ("LEE", "former"), ("리", "native")]
    assert (one.born, one.listed) == ((When.parse("1961"),), When.parse("2018-12-10"))
    assert "78" in found.failures[0].reason


@pytest.mark.parametrize("words", ["<export><x/></export>", "a,b\n1,2\n"])
def test_what_is_no_list_is_refused(tmp_path, words):
    with pytest.raises(Exception, match="no list that is known"):
        read(tmp_path, "x.dat", words)


def test_a_list_with_entities_is_refused(tmp_path):
    bomb = EU_XML.replace("<export", '<!DOCTYPE export [<!ENTITY a "b">]>\n<export', 1)
    with pytest.raises(Exception, match="no entry"):
        read(tmp_path, "eu.xml", bomb)
