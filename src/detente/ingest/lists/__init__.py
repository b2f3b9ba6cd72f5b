"""Official sanctions lists to editions and listings: OFAC, UN, EU, UK, told by content."""
