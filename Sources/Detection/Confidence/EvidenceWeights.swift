package import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What each piece of evidence weighs, and what it means to people. All weights stand here.
package enum EvidenceWeights {
    /// How often a value assigned to a key that may name a secret is one.
    package static let genericPrior = 0.3

    /// Log-odds in hundredths: +70 makes a secret twice as likely, -70 half as likely.
    package static func weight(of evidence: Evidence) -> Int {
        entry(evidence).weight
    }

    /// A sentence for people.
    package static func reason(for evidence: Evidence) -> String {
        entry(evidence).reason
    }

    /// Log-odds in hundredths of the prior and all the evidence.
    package static func score(prior: Double, evidence: EvidenceSet) -> Int {
        let bounded = min(max(prior, 0.001), 0.999)
        var score = Int((log(bounded / (1 - bounded)) * 100).rounded())
        var bits = evidence.bits
        while bits != 0 {
            score += weights[bits.trailingZeroBitCount]
            bits &= bits - 1
        }
        return score
    }

    /// 0…1, from log-odds in hundredths.
    package static func probability(of score: Int) -> Double { 1 / (1 + exp(-Double(score) / 100)) }

    /// By raw value; every bit of a set has a place.
    private static let weights: [Int] = (0..<128).map { raw in
        Evidence(rawValue: UInt8(raw)).map { entry($0).weight } ?? 0
    }

    private static func entry(_ evidence: Evidence) -> (weight: Int, reason: String) {
        switch evidence {
        case .checksumValid: (400, "its checksum is right")
        case .checksumWrong: (-800, "its checksum is wrong")
        case .structureValid: (250, "its structure is right")
        case .structureWrong: (-500, "its structure is wrong")
        case .documentedExample: (-700, "it is an example from its vendor's documentation")
        case .placeholder: (-450, "it is a placeholder")
        case .belowEntropyFloor: (-400, "it is less random than such credentials are")

        case .highEntropy: (200, "the value looks random")
        case .lowEntropy: (-30, "the value has few different characters")
        case .mixedClasses: (50, "letters, digits and signs are mixed")
        case .looksLikeWords: (0, "it reads like words")
        case .looksLikeIdentifier: (-150, "it looks like a name in a program")
        case .looksLikePath: (-250, "it looks like a path")
        case .looksLikeURL: (-300, "it is a URL")
        case .looksLikeHash: (-30, "it has the form of a digest")
        case .looksLikeUUID: (-60, "it has the form of a UUID")
        case .looksLikeCode: (-400, "it is an expression, not a literal")
        case .isReference: (-600, "it points at a secret that is kept elsewhere")
        case .isTemplate: (-500, "a program fills it in")
        case .isRepetitive: (-200, "it repeats itself")
        case .isSequence: (-20, "it is a sequence")
        case .dictionaryPassword: (60, "it is a well-known weak password")
        case .tooShort: (-130, "it is very short")
        case .veryLong: (-60, "it is very long")
        case .hasSpaces: (-150, "it has spaces")
        case .numeric: (-130, "it is a number")
        case .datelike: (-200, "it looks like a date or a version")
        case .looksLikeBase64: (40, "it has the form of base64")
        case .looksLikeEncrypted: (-600, "it is encrypted or hashed")

        case .quoted: (60, "it stands in quotes")
        case .bareValue: (0, "it stands without quotes")
        case .keyNamesSecret: (60, "its key names a secret")
        case .keyNamesPublic: (-450, "its key names something public")
        case .keyAmbiguous: (-80, "its key may name something else")
        case .valueEqualsKey: (-250, "the value repeats its key")
        case .inComparison: (-110, "the key is compared with it")
        case .inCall: (-20, "it is an argument")
        case .inComment: (-20, "it stands in a comment")
        case .integrityField: (-500, "it is a digest of public content")
        case .cut: (-250, "a part of it is missing")

        case .testPath: (-10, "its path belongs to tests")
        case .documentationPath: (0, "its path belongs to documentation")
        case .examplePath: (-10, "its path belongs to examples")
        case .lockFilePath: (-400, "it stands in a lock file")
        case .minifiedPath: (-150, "it stands in generated code")
        case .vendoredPath: (-50, "it stands in code from elsewhere")
        case .configurationPath: (70, "its path belongs to configuration")
        case .secretPath: (100, "its path names secrets")
        case .sourcePath: (-10, "it stands in source code")
        case .binaryContent: (-150, "it stands in a binary file")
        case .localePath: (-250, "it stands in a translation")

        case .companionFound: (150, "its companion stands beside it")
        case .unusualForm: (-50, "its form is not quite that of such credentials")

        case .keyNamesPassword: (80, "its key names a password, which people choose")
        case .unlikelyForKey: (-200, "such a key holds something else")
        case .longName: (-200, "such a key holds something else")
        // Leaves a format of a high prior at medium confidence: tests are written so, and so are keys.
        case .plainRun: (-290, "it is a sequence, or repeats itself")
        case .singleWord: (-10, "it is one word")
        case .inString: (-20, "it stands within a string")
        case .inSentence: (-200, "it reads like a sentence")

        // Told apart from what is drawn by `PathJudgement`, which keeps it from being sure.
        case .guessable: (0, "anybody would guess it, or its host is one of examples")
        case .fewClaims: (0, "it claims next to nothing: no issuer, no audience, no end")
        case .commentedHash: (-120, "it is a hash in a comment, as examples are")
        case .publishedExample: (-150, "its vendor or a standard publishes it as an example")
        case .testMode: (-60, "it is a key of its vendor's test mode")
        case .publicKey: (-500, "it is a public key")
        case .tablePath: (0, "it stands in a table of data")
        case .oneOfMany: (-250, "very many of its kind stand in this content: they are data")
        case .withinEncoded: (-600, "it is a piece of encoded data")
        case .publishable: (-350, "it is made to be public, as in the pages of a site")
        case .allOfContent: (0, "it is all that its file holds")
        case .nameSaysNothing: (-800, "the name of its file names no secret")
        case .unsigned: (-600, "nobody signed it (alg none): it opens nothing that checks signatures")
        }
    }
}
