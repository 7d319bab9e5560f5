import Testing
import Text

@Test(arguments: [
  ("وأكد", "أكد", "stressed"), ("قالت", "قال", "said"), ("فقال", "قال", "said"), ("قائلا", "قال", "saying"),
  ("مشيرة", "أشار", "pointing out"), ("تقول", "قال", "said"), ("أعربوا", "أعرب", "expressed"),
  ("دعوا", "دعا", "called on"),
])
func formsOfVerbsOfSaying(_ word: String, _ lemma: String, _ english: String) {
  let verb = SayingVerbs.verb(word.folded())
  #expect(verb?.lemma == lemma)
  #expect(verb?.english == english)
}

@Test(arguments: ["وزير", "مدينة", "بين", "في", "و", "", "said"])
func otherWordsAreNoVerbsOfSaying(_ word: String) {
  #expect(SayingVerbs.verb(word.folded()) == nil)
}

@Test func framesNameThePrepositions() {
  #expect(SayingVerbs.verb("اعرب")?.frame.prepositions == ["عن"])
  #expect(SayingVerbs.verb("اشار")?.frame.prepositions == ["الي"])
  #expect(SayingVerbs.verb("اعلن")?.frame.takesObject == true)
  #expect(SayingVerbs.verb("قال")?.frame == SayingVerb.Frame(takesObject: false, prepositions: []))
}
