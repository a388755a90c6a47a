/// One observation about a match that speaks for or against it being a live credential.
///
/// Path-independent evidence is gathered while scanning (so that equal bytes give equal evidence
/// wherever they stand); evidence about the path is added when a match becomes a finding.
/// The weights stand in `Detection/EvidenceWeights.swift`.
package enum Evidence: UInt8, Sendable, CaseIterable {
    // What the rule's checks say.
    case checksumValid, checksumWrong, structureValid, structureWrong
    case documentedExample, placeholder, belowEntropyFloor
    // What the value looks like.
    case highEntropy, lowEntropy, mixedClasses, looksLikeWords, looksLikeIdentifier, looksLikePath
    case looksLikeURL, looksLikeHash, looksLikeUUID, looksLikeCode, isReference, isTemplate, isRepetitive, isSequence
    case dictionaryPassword, tooShort, veryLong, hasSpaces, numeric, datelike, looksLikeBase64, looksLikeEncrypted
    // How it stands.
    case quoted, bareValue, keyNamesSecret, keyNamesPublic, keyAmbiguous, valueEqualsKey, inComparison, inCall
    case inComment, integrityField
    /// It begins as such a credential does and ends too early.
    case cut
    // Where it stands.
    case testPath, documentationPath, examplePath, lockFilePath, minifiedPath, vendoredPath, configurationPath
    case secretPath, sourcePath, binaryContent, localePath
    // Company.
    case companionFound
    /// A little longer than such credentials are.
    case unusualForm
    // What generic detection adds: kinds of keys, and what does not fit them.
    /// The key names something that people choose, so that words may be its value.
    case keyNamesPassword
    /// The value is not what such a key holds: a word for a token, an identifier for a password.
    case unlikelyForKey
    /// One plain word, as people choose for passwords and programs for names.
    case singleWord
    /// The assignment stands within a string: a query, a connection string, a command.
    case inString
    case inSentence
    /// A vendor or a standard publishes this very value as an example.
    case publishedExample
    /// A key of a vendor's test mode: it opens no real data.
    case testMode
    /// A token that nobody signed.
    case unsigned
    /// The public half of a key pair.
    case publicKey
    /// One of very many of its kind in one content: data, as test vectors are.
    case oneOfMany
    /// Rows of data: a table, a log.
    case tablePath
    /// The middle of encoded data, where every short beginning of a token comes up by chance.
    case withinEncoded
    /// The content is this value and nothing else; the name of its file is what may name it.
    case allOfContent
    /// The name of such a file names no secret.
    case nameSaysNothing
    /// Meant to be shown to everybody: what it opens is what its owner lets anybody do.
    case publishable
    /// A name of several words under a key that names a password: what programs call things, and what people make up.
    case longName
    /// The form of a token around what counts up, or repeats itself.
    case plainRun
    /// A password that anybody would guess: a word, the account's own name, what examples have.
    case guessable
    /// A token of a test that says next to nothing: no issuer, no audience, no end.
    case fewClaims
    /// The hash of a password in a comment, as examples of settings have it.
    case commentedHash

    /// The one bit that stands for it in a set.
    package var bit: UInt128 { 1 << UInt128(rawValue) }
}
