import Testing

@testable import Repositories

/// The quick ways through long lists against looking through them one by one.
@Suite struct SecretSuccessionTests {
    private func holdings(_ count: Int, _ random: inout some RandomNumberGenerator) -> [Lifetimes.Holding] {
        (0..<count).map { _ in
            Lifetimes.Holding(
                credential: Int32.random(in: 0..<60, using: &random), rule: Int32.random(in: 0..<3, using: &random),
                slot: UInt32.random(in: 0..<4, using: &random))
        }
    }

    /// As it was written first.
    private func slowly(_ gone: [Lifetimes.Holding], _ come: [Lifetimes.Holding]) -> [Int32?] {
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

    @Test(arguments: 0..<200) func eachIsReplacedByTheSame(seed: UInt64) {
        var random = Seeded(state: seed)
        let gone = holdings(Int.random(in: 0..<40, using: &random), &random)
        let come = holdings(Int.random(in: 0..<40, using: &random), &random)
        #expect(SecretSuccession.successors(of: gone, among: come) == slowly(gone, come))
        let kept = KeptCredentials(gone.map(\.credential), come.map(\.credential))
        for credential in Int32(0)..<60 {
            let isInBoth =
                gone.contains { $0.credential == credential } && come.contains { $0.credential == credential }
            #expect(kept.contains(credential) == isInBoth)
        }
    }
}

private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
