internal import Model

/// The credentials that two versions of a file both hold.
struct KeptCredentials {
    /// Of few they are looked through, of many they are a set.
    private let both: Set<Int32>?
    private let before: [Int32]
    private let after: [Int32]

    private static let few = 16

    init(_ before: [Int32], _ after: [Int32]) {
        let isFew = before.count <= Self.few && after.count <= Self.few
        (self.before, self.after) = isFew ? (before, after) : ([], [])
        both = isFew ? nil : Set(before).intersection(after)
    }

    func contains(_ credential: Int32) -> Bool {
        both?.contains(credential) ?? (before.contains(credential) && after.contains(credential))
    }
}

/// Which secret took whose place between two versions of a file.
enum SecretSuccession {
    private struct Slot: Hashable {
        let rule: Int32
        let slot: UInt32
    }

    /// The n-th secret of a rule and key that went was replaced by the n-th of that rule and key that came; then those whose
    /// key nobody knows.
    /// - Returns: of each that went the credential that came, or nil.
    static func successors(of gone: [Lifetimes.Holding], among come: [Lifetimes.Holding]) -> [Int32?] {
        var successors = [Int32?](repeating: nil, count: gone.count)
        if gone.isEmpty || come.isEmpty { return successors }
        if gone.count * come.count <= few { return oneByOne(gone, among: come) }
        var queues = Queues(come)
        for (index, holding) in gone.enumerated() {
            successors[index] = queues.next(ofRule: holding.rule, slot: holding.slot)
        }
        for (index, holding) in gone.enumerated() where successors[index] == nil {
            successors[index] =
                holding.slot == 0 ? queues.next(ofRule: holding.rule) : queues.next(ofRule: holding.rule, slot: 0)
        }
        return successors
    }

    /// Pairs that are sooner looked through than put in order.
    private static let few = 64

    private static func oneByOne(_ gone: [Lifetimes.Holding], among come: [Lifetimes.Holding]) -> [Int32?] {
        var successors = [Int32?](repeating: nil, count: gone.count)
        var come = come
        for isSure in [true, false] {
            for (index, holding) in gone.enumerated() where successors[index] == nil {
                let found = come.firstIndex {
                    $0.rule == holding.rule
                        && ($0.slot == holding.slot || !isSure && ($0.slot == 0 || holding.slot == 0))
                }
                if let found { successors[index] = come.remove(at: found).credential }
            }
        }
        return successors
    }

    /// What came, by rule and key, in order of place; each is taken once.
    private struct Queues {
        private let come: [Lifetimes.Holding]
        private var isTaken: [Bool]
        private var ofSlots: [Slot: ArraySlice<Int>]
        private var ofRules: [Int32: ArraySlice<Int>]

        init(_ come: [Lifetimes.Holding]) {
            self.come = come
            isTaken = Array(repeating: false, count: come.count)
            ofSlots = Dictionary(grouping: come.indices) { Slot(rule: come[$0].rule, slot: come[$0].slot) }.mapValues {
                $0[...]
            }
            ofRules = Dictionary(grouping: come.indices) { come[$0].rule }.mapValues { $0[...] }
        }

        mutating func next(ofRule rule: Int32, slot: UInt32) -> Int32? {
            let key = Slot(rule: rule, slot: slot)
            guard let index = Self.take(from: &ofSlots[key], &isTaken) else { return nil }
            return come[index].credential
        }

        mutating func next(ofRule rule: Int32) -> Int32? {
            guard let index = Self.take(from: &ofRules[rule], &isTaken) else { return nil }
            return come[index].credential
        }

        private static func take(from queue: inout ArraySlice<Int>?, _ isTaken: inout [Bool]) -> Int? {
            while let index = queue?.popFirst() {
                if isTaken[index] { continue }
                isTaken[index] = true
                return index
            }
            return nil
        }
    }
}
