/// A set of evidence, a bit each.
package struct EvidenceSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// By `Evidence.rawValue`. States keep them: when a raw value gets another meaning, their format version is raised.
    package var bits: UInt128

    package init(bits: UInt128 = 0) { self.bits = bits }
    package init(arrayLiteral elements: Evidence...) { bits = elements.reduce(0) { $0 | $1.bit } }

    package mutating func insert(_ evidence: Evidence) { bits |= evidence.bit }
    package mutating func remove(_ evidence: Evidence) { bits &= ~evidence.bit }
    package mutating func formUnion(_ other: EvidenceSet) { bits |= other.bits }
    package func contains(_ evidence: Evidence) -> Bool { bits & evidence.bit != 0 }
    package func union(_ other: EvidenceSet) -> EvidenceSet { EvidenceSet(bits: bits | other.bits) }

    /// In the order of declaration.
    package var elements: [Evidence] { Evidence.allCases.filter(contains) }
}
