"""A word is misspelt.

Why:
    Readers stumble over it, and searches do not find it.
Bad:
    The homserver recieves multuple events.
Good:
    The homeserver receives multiple events.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from specgen.check.rule import Finding
from specgen.check.texts.blocks import words
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
WORD = re.compile(r"(?<![\w\ufffc./@#$&:'’%-])[A-Za-z][a-z]{3,}(?![\w\ufffc/@#$&=-]|[.:'’]\w)")
VOWELS = "aeiou"
# No English word is longer; what is longer is no word.
LONGEST = 40
# Letters that look alike or lie side by side.
ALIKE = {"i": "jl", "j": "i", "l": "i", "c": "ev", "e": "c", "v": "cb", "b": "vn", "n": "bm", "m": "n", "u": "v"}
ENDINGS = ("ise", "ised", "ises", "ising", "isation", "ize", "ized", "izes", "izing", "ization")
# Words that are two letters swapped from another one, and right.
BOTH = frozenset(
    ("quite", "quiet", "trial", "trail", "causal", "casual", "angle", "angel", "united", "untied", "sacred")
)
# What people often write, and what they mean.
WRONG = dict(
    re.findall(
        r"(\w+):(\w+)",
        "recieve:receive recieved:received recieves:receives recieving:receiving reciever:receiver reciept:receipt "
        "seperate:separate seperated:separated seperately:separately seperator:separator occured:occurred "
        "occuring:occurring occurence:occurrence occurences:occurrences occurance:occurrence refering:referring "
        "refered:referred prefered:preferred transfered:transferred transfering:transferring neccessary:necessary "
        "necessarilly:necessarily neccesary:necessary accomodate:accommodate acheive:achieve acheived:achieved "
        "beleive:believe definately:definitely existance:existence existant:existent independant:independent "
        "dependant:dependent consistant:consistent persistant:persistent relevent:relevant resistent:resistant "
        "succesful:successful sucessful:successful successfull:successful succesfully:successfully "
        "sucessfully:successfully sucess:success succes:success wich:which whith:with thier:their teh:the "
        "untill:until wether:whether alot:lot arbitary:arbitrary aribtrary:arbitrary assymetric:asymmetric "
        "authenication:authentication authentification:authentication authorisaton:authorisation begining:beginning "
        "calender:calendar catagory:category comming:coming commited:committed comparision:comparison "
        "compatability:compatibility compatable:compatible completly:completely concensus:consensus "
        "conjuction:conjunction corrosponding:corresponding coresponding:corresponding correspondance:correspondence "
        "decryped:decrypted depreciated:deprecated deprected:deprecated depracated:deprecated desciption:description "
        "descripton:description desription:description develope:develop differnt:different diffrent:different "
        "encrpyted:encrypted encyrpted:encrypted encryped:encrypted enviroment:environment equivelent:equivalent "
        "explicitely:explicitly explicity:explicitly implicitely:implicitly exisiting:existing exisitng:existing "
        "extention:extension flexability:flexibility foward:forward fowarded:forwarded garantee:guarantee "
        "guarentee:guarantee gaurantee:guarantee guarenteed:guaranteed homserver:homeserver homesever:homeserver "
        "homesevers:homeservers hierachy:hierarchy heirarchy:hierarchy identifer:identifier identifers:identifiers "
        "indentifier:identifier immediatly:immediately implemention:implementation implementaion:implementation "
        "implemenation:implementation inital:initial initalise:initialise initally:initially intial:initial "
        "intially:initially inteface:interface interoperablity:interoperability interupt:interrupt "
        "invalidatation:invalidation lenght:length legth:length maintainance:maintenance maintenence:maintenance "
        "mechansim:mechanism messsage:message mesage:message minumum:minimum miminum:minimum maxium:maximum "
        "multple:multiple mutiple:multiple notifcation:notification notfication:notification "
        "noticable:noticeable optionnal:optional optinal:optional orginal:original orignal:original "
        "paramater:parameter paramter:parameter paramters:parameters parmeter:parameter parameteres:parameters "
        "particpate:participate perfom:perform performace:performance permision:permission permisson:permission "
        "permissable:permissible possibile:possible posible:possible preceed:precede preceeding:preceding "
        "preceeded:preceded presense:presence priviledge:privilege privelege:privilege priviledged:privileged "
        "proccess:process processs:process propogate:propagate propogated:propagated propery:property "
        "propertes:properties protocal:protocol publically:publicly reccomend:recommend recomend:recommend "
        "recomended:recommended reccomended:recommended reponse:response repsonse:response resonse:response "
        "responce:response refrence:reference referece:reference referrences:references regsiter:register "
        "registeration:registration relavent:relevant releated:related remaing:remaining repersent:represent "
        "requried:required reqiured:required requred:required requirment:requirement requirments:requirements "
        "respectivly:respectively resouce:resource resuling:resulting retreive:retrieve retreived:retrieved "
        "retreiving:retrieving retrive:retrieve secruity:security securty:security similiar:similar "
        "simultanous:simultaneous specfic:specific specifc:specific specificed:specified specificaton:specification "
        "specifiction:specification specifed:specified speficied:specified speficication:specification "
        "spefication:specification spefied:specified specifiying:specifying statment:statement strucutre:structure "
        "stucture:structure subseqent:subsequent subsquent:subsequent substitue:substitute supercede:supersede "
        "superceded:superseded supercedes:supersedes suport:support suported:supported supress:suppress "
        "supressed:suppressed syncronise:synchronise syncronize:synchronize symetric:symmetric "
        "temporarilly:temporarily therfore:therefore threshhold:threshold throught:through thrugh:through "
        "timstamp:timestamp transacton:transaction transmited:transmitted tranport:transport treshold:threshold "
        "truely:truly unsigend:unsigned unneccessary:unnecessary unkown:unknown unknwon:unknown useable:usable "
        "usefull:useful usally:usually usualy:usually uniqe:unique unqiue:unique valdiate:validate "
        "valiation:validation "
        "verfication:verification verifcation:verification verfiy:verify verison:version versoin:version "
        "visibilty:visibility visiblity:visibility warrented:warranted writen:written writting:writing "
        "agressive:aggressive algorithim:algorithm algoritm:algorithm apparant:apparent appropiate:appropriate "
        "approriate:appropriate appropirate:appropriate availble:available avaliable:available avaialble:available "
        "availabe:available avilable:available becuase:because beacuse:because betwen:between bewteen:between "
        "certian:certain changable:changeable choosen:chosen concatentation:concatenation conatins:contains "
        "containg:containing contian:contain continous:continuous defintion:definition definiton:definition "
        "delimeter:delimiter dissapear:disappear emited:emitted excercise:exercise exmaple:example exmple:example "
        "fufill:fulfil fucntion:function funtion:function happend:happened histroy:history ignorred:ignored "
        "infomation:information informaton:information infromation:information interger:integer invokation:invocation "
        "knowlege:knowledge libary:library managment:management manualy:manually membersip:membership "
        "memebership:membership membeship:membership obejct:object ommit:omit ommited:omitted ommitted:omitted "
        "omited:omitted opperation:operation overriden:overridden overide:override pubilc:public queires:queries "
        "recepient:recipient recipent:recipient recipeint:recipient recusive:recursive redundent:redundant "
        "relase:release reponsible:responsible responsiblity:responsibility retured:returned returnd:returned "
        "signiture:signature signautre:signature sytem:system "
        "tempory:temporary temporay:temporary varient:variant varaible:variable vaild:valid whcih:which wihout:without "
        "withing:within withouth:without",
    )
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each word that is known to be wrong, and rare words that are one slip from a common one."""
    read = [(text, block, WORD.findall(block.text)) for text, block in words(subject)]
    counts = Counter(word.lower() for _, _, found in read for word in found)
    lost, stems = without_letters(counts), without_a_letter(counts)
    wrong = {word: right for word in counts if (right := WRONG.get(word) or meant(word, counts, lost, stems))}
    for text, block, found in read if wrong else ():
        if any(word.lower() in wrong for word in found):
            for match in WORD.finditer(block.text):
                if right := wrong.get(match[0].lower()):
                    yield Finding(text.at(block.offset + match.start()), f"`{match[0]}`: did you mean `{right}`?")


def meant(word: str, counts: Mapping[str, int], lost: Mapping[str, str], stems: Mapping[str, str]) -> str | None:
    """Return the common word that a long and rare one was meant to be."""
    if counts[word] > 2 or len(word) < 5 or inflected(word, counts):
        return None
    if "or" in word and word.replace("or", "our") in counts:  # as in America
        return None
    common = [right for right in alike(word) if counts.get(right, 0) >= 40 * counts[word]]
    if common or len(word) < 6:
        return common[0] if common else None
    return lost.get(word) or derived(word, stems) or (slip_of(word, counts) if len(word) > 6 else None)


def alike(word: str) -> Iterator[str]:
    """Yield what looks like a word: two letters swapped, or another letter that is easily taken for one."""
    for index in range(1, len(word) - 1) if word not in BOTH else ():
        if index < len(word) - 2 or len(word) > 5:
            yield word[:index] + word[index + 1] + word[index] + word[index + 2 :]
        for other in ALIKE.get(word[index], "") if len(word) > 5 else "":
            yield word[:index] + other + word[index + 1 :]


def derived(word: str, stems: Mapping[str, str]) -> str | None:
    """Return what a word was meant to be that is made of a common one by an ending."""
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and stem in stems:
            return stems[stem] + ending
    return None


def inflected(word: str, counts: Mapping[str, int]) -> bool:
    """Tell whether another form of a word occurs too, as it does for real words."""
    stem = word.removesuffix("s")
    return any(stem + end in counts for end in ("", "s", "d", "ed", "ing", "r") if stem + end != word)


def without_letters(counts: Mapping[str, int]) -> dict[str, str]:
    """Return what common long words become when one or two letters inside are lost, with the word that was meant."""
    common = [word for word, count in counts.items() if len(word) >= (9 if count < 60 else 7) and count >= 12]
    longer = [word for word in common if counts[word] >= 20 and len(word) >= 10]
    two = {word[:index] + word[index + 2 :]: word for word in longer for index in range(2, len(word) - 3)}
    return two | {word[:index] + word[index + 1 :]: word for word in common for index in range(2, len(word) - 1)}


def without_a_letter(counts: Mapping[str, int]) -> dict[str, str]:
    """Return what common stems become when a letter is lost, also the last, with the stem that was meant."""
    common = [word for word, count in counts.items() if count >= 12 and len(word) >= 8 and word[-1] not in "esy"]
    return {word[:index] + word[index + 1 :]: word for word in common for index in range(2, len(word))}


def slip_of(word: str, counts: Mapping[str, int]) -> str | None:
    """Return a common word of which a rare one differs by two letters swapped, or one too many or wrong inside."""
    for right in slips(word, counts[word] == 1) if len(word) <= LONGEST else ():
        if right != word and counts.get(right, 0) >= 6 * counts[word]:
            return right
    return None


def slips(word: str, once: bool) -> Iterator[str]:
    """Yield what a word may have been before a slip; vowels are exchanged only in what is written `once`."""
    for index in range(1, len(word) - 2):
        yield word[:index] + word[index + 1] + word[index] + word[index + 2 :]
        if len(word) >= 9 or word[index] == word[index + 1]:
            yield word[:index] + word[index + 1 :]
        if once and word[index] in VOWELS and len(word) >= 8:
            yield from (word[:index] + vowel + word[index + 1 :] for vowel in VOWELS)
