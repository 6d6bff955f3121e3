"""English given names, and the words that are more often something else than a name.

Lists alone. Common names of several peoples who answer in English; a name that is not here is found by what stands
before it ("my name is", "Dr.") or not at all.
"""

from __future__ import annotations

GIVEN = frozenset(
    """
    aaron abby abdul abigail adam adele adrian agnes ahmed aisha alan albert alex alexander alexandra alexis alfred
    ali alice alicia alison allison amanda amelia amina amir amy ana anastasia andre andrea andrei andrew angela
    anita anna anne annie anthony antonio anya ariana arthur ashley audrey ava barbara beatrice becky ben benjamin
    bernard beth betty beverly bob bobby brad bradley brandon brenda brian bridget bruce caleb cameron camilla carl
    carla carlos carmen carol caroline carolyn catherine cathy cecilia charles charlie charlotte cheryl chidi chloe
    chris christian christina christine christopher claire clara claudia clive colin connor craig cynthia daisy dan
    daniel danielle daria darren dave david deborah debra deepak denise dennis derek diana diane diego dmitri dmitry
    donald donna dora doris dorothy doug douglas dylan ebony eddie edith edward edwin eileen elaine eleanor elena
    eli elijah elizabeth ella ellen ellie emily emma emmanuel eric erica erin ethan eugene eva evan evelyn evgeny
    fatima felix fiona florence frances francis fred frederick gareth gary gavin george georgia gerald gina gordon
    graham greg gregory gwen hannah harold harriet harry hassan heather heidi helen henry hilary hugh hugo ian
    ibrahim igor imran ingrid irene irina isaac isabel isabella ivan ivy jack jackie jacob jake james jamie jan jane
    janet janice jasmine jason javier jean jeff jeffrey jenna jennifer jenny jeremy jerry jess jesse jessica jill
    jim jimmy joan joanna joanne joe joel john johnny jonathan jose joseph josh joshua joyce juan judith judy julia
    julian julie justin karen karl kate katherine kathleen kathryn kathy katie katya kayla keith kelly ken kenneth
    kevin kieran kim kimberly kirill kofi ksenia kwame kyle lara larry laura lauren laurence leah leila leo leon
    leonard leslie lewis liam lily linda lindsay lisa liz logan lorna louis louise luca lucas lucy luis luke lydia
    lynn mabel maggie malcolm marcus margaret maria marie marina marion martha martin marvin mary masha matthew
    maureen maxim megan mei melanie melissa michael michelle miguel mikhail mohamed mohammed moira molly monica
    muhammad mustafa nadia nancy naomi natalia natalie natasha nathan neil nicholas nick nicola nicole nigel nikolai
    nina noah noel nora norman oleg olga oliver olivia oluwaseun omar oscar oswald owen pablo pamela patricia paul
    paula pavel pedro peggy penny peter phil philip phoebe phyllis polina priya priyanka rachel rahul raj ralph
    ramesh raymond rebecca reggie rhys ricardo richard rita robert roberta robin rodney roger ronald rosa rosemary
    rosie ross roxana roy ruslan russell ruth ryan sally sam samantha samuel sandra sanjay sara sarah sasha scott
    sean seamus sergei sergey sharon shaun sheila shirley sid sidney simon siobhan sofia sonia sophia sophie stacey
    stan stanley stella stephanie stephen steve steven stuart sue sunita susan suzanne svetlana sylvia tamara tanya
    tara tatiana ted teresa terry theo theresa thomas tiffany tim timothy tina todd tom tommy toni tony tracey tracy
    trevor tyler ursula valentina vanessa vera veronica vicky vincent violet vivian vladimir walter wanda wayne
    wendy wesley william winston xavier yan yasmin yolanda yulia yusuf yuri yvonne zach zachary zainab zara zoe
    """.split()
)

AMBIGUOUS = frozenset(
    """
    amber angel april art august austin autumn bill brook chad charity chase china chuck clay cliff dawn dean
    destiny drew earl eve faith frank gene georgia grace grant guy harmony hazel heather holly hope hunter iris ivy
    jade jean jordan joy june lance lane lily love mark mason max may melody mercy miles misty olive paris pat
    patience pearl penny peter pierce ray rich rob robin rocky rod rose ruby rusty sage sandy savannah sky stormy
    summer sue trinity victor victoria violet virginia wade will
    """.split()
)
"""Names that are words as well: taken for a name only with a surname or after a title."""

NOT_SURNAMES = frozenset(
    """
    mr mrs ms mx dr miss prof professor doctor sir saint a an and are at am as be but by can cross day did do does
    era for from had has have he her his house hospital i if in is it my no not of on or our road school she street
    station so square that the then they this to was we were what when which who why will with you your university
    college airport bridge park river county city state north south east west england america africa asia road
    avenue hotel act award prize theorem disease syndrome foundation trust centre center clinic society association
    club team group red january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday christmas easter
    """.split()
)
