import Document
import Workbench

/// Stands for a step whose settings are not known before the run: ``PlannedStep/resolved(with:)`` puts another in its place.
struct PendingStep: Reader, Processor, CollectionProcessor, Writer {
  let id: String
  let place: Place

  private var problem: Problem {
    Problem("workflow.late", "the settings of '\(id)' are known only once the steps that it names have run", at: place)
  }

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) { throw problem }

  func process(_ document: inout Document, in context: RunContext) throws(Problem) { throw problem }

  func process(_ documents: Documents, in context: RunContext) throws(Problem) -> Value { throw problem }

  func write(_ documents: Documents, to sink: ByteSink, in context: RunContext) throws(Problem) { throw problem }
}
