internal import Model
internal import RuleFormat
private import Synchronization

/// The rules of a library, in the order of their ids.
///
/// Rules that are compiled into the binary are read when somebody first asks for them: reading all takes longer than
/// scanning a commit.
package final class RuleTable: RandomAccessCollection, @unchecked Sendable {
    /// Where a rule comes from.
    enum Source: Sendable {
        case made(Rule)
        /// A record of the embedded archive.
        case archived(Range<Int>)
    }

    // Safe: a rule that was read is put into its slot once, atomically.
    private let slots: UnsafeMutablePointer<AtomicLazyReference<Rule>>
    private let sources: [Source]

    init(_ sources: [Source]) {
        self.sources = sources
        slots = .allocate(capacity: Swift.max(1, sources.count))
        for index in sources.indices { (slots + index).initialize(to: AtomicLazyReference()) }
    }

    deinit {
        slots.deinitialize(count: sources.count)
        slots.deallocate()
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { sources.count }

    /// Reads the rule if nobody has asked for it before.
    package subscript(position: Int) -> Rule {
        switch sources[position] {
        case .made(let rule): rule
        case .archived(let record): slots[position].load() ?? slots[position].storeIfNil(Self.read(record))
        }
    }

    /// The id of a rule, which need not be read for it.
    func id(at position: Int) -> String {
        switch sources[position] {
        case .made(let rule): rule.definition.id
        case .archived(let record):
            EmbeddedRules.archive.withUTF8Buffer { RuleArchive.id(in: UnsafeBufferPointer(rebasing: $0[record])) }
        }
    }

    /// Whether a rule was compiled into the binary, and is used as it was.
    func isEmbedded(at position: Int) -> Bool {
        if case .archived = sources[position] { true } else { false }
    }

    /// Lends the text of a rule as the archive has it.
    func withDefinition(at position: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
        switch sources[position] {
        case .made(let rule):
            var text = RuleArchive.encode([rule.definition])
            text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
        case .archived(let record):
            EmbeddedRules.archive.withUTF8Buffer {
                body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: $0[record])))
            }
        }
    }

    /// Where the rule of an id stands; nil if there is none.
    func position(of id: String) -> Int? {
        let place = (0..<count).partitioningIndex { self.id(at: $0) >= id }
        return place < count && self.id(at: place) == id ? place : nil
    }

    private static func read(_ record: Range<Int>) -> Rule {
        guard
            let definition = EmbeddedRules.archive.withUTF8Buffer({
                RuleArchive.rule(in: UnsafeBufferPointer(rebasing: $0[record]))
            })
        else { preconditionFailure("a rule that was compiled into the binary cannot be read from it") }
        // Unknown checks do not get through the tests.
        return Rule(definition, checks: definition.checks.compactMap { Check(rawValue: $0) }, isGeneric: false)
    }
}
