import re,collections
R="AGREE CONSULT SUPPORT COOPERATE AID CONCEDE REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
L=open('/tmp/w/pairs12/corpus/pairs/writer1.tsv',encoding='utf8').read().rstrip('\n').split('\n');c=collections.Counter();seen=set();tf=0
assert L[0]=="marked_sentence\troot"
for i,l in enumerate(L[1:],2):
    f=l.split('\t');s=f[0]
    ok=len(f)==2 and f[1] in R and all(s.count(x)==1 for x in('<s>','</s>','<t>','</t>')) and re.search(r'<s>[^<>]+</s>',s) and re.search(r'<t>[^<>]+</t>',s) and not re.search(r'<(?!/?[st]>)',s)
    w=len(re.sub(r'<[^>]+>','',s).split())
    if not ok or not 8<=w<=45 or s in seen: print(i,w,l)
    seen.add(s);c[f[1]]+=1;tf+=s.index('<t>')<s.index('<s>')
print(sum(c.values()),dict(c),'target first',tf)
