package import Model

/// Judges a value by its bytes alone: what it looks like, and what it cannot be.
package enum ValueJudge {
    /// Shannon entropy of the bytes, in bits per byte; of the first KiB in longer values.
    package static func entropy(of value: UnsafeRawBufferPointer) -> Double { ValueShape(value).entropy }

    /// Whether the value stands in for a secret: `changeme`, `<token>`, `${TOKEN}`, `xxxx`, `your-key-here`…
    package static func isPlaceholder(_ value: UnsafeRawBufferPointer) -> Bool {
        let text = WindowText(value, from: 0, to: value.count)
        let shape = ValueShape(value)
        return (Template.isTemplate(text) || Placeholder.isPlaceholder(text, shape)) && !DrawnText.isDrawn(text, shape)
    }

    /// Whether the letters run as in words and names, whatever joins them.
    static func readsLikeWords(_ value: UnsafeRawBufferPointer) -> Bool {
        let shape = ValueShape(value)
        return shape.steps * 2 < shape.count && shape.likeness.mean >= 175
    }

    /// Several words joined by hyphens, underlines and the like: a file's name, an identifier, the end of a URL.
    static func isJoinedWords(_ value: UnsafeRawBufferPointer) -> Bool {
        let joints: Set<UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/")]
        return value.count(where: joints.contains) >= 2
            && value.count(where: ByteClass.isLetter) * 10 >= value.count * 6 && readsLikeWords(value)
    }

    /// `AbstractAuthenticationToken`: words with a capital each.
    static func isTypeName(_ value: UnsafeRawBufferPointer) -> Bool {
        let shape = ValueShape(value)
        return shape.letters == shape.count && shape.upper >= 2 && shape.upper * 4 <= shape.count
            && shape.likeness.mean >= 190
    }

    /// The whole fingerprint of an OpenPGP key, as `apt_key_id` and its like hold it.
    static func isFingerprint(_ value: UnsafeRawBufferPointer) -> Bool {
        value.count == 40 && ValueForm.isFingerprint(ValueShape(value))
    }

    package static func evidence(for value: UnsafeRawBufferPointer) -> EvidenceSet {
        evidence(for: value, shape: ValueShape(value))
    }

    static func evidence(for value: UnsafeRawBufferPointer, shape: ValueShape) -> EvidenceSet {
        let text = WindowText(value, from: 0, to: value.count)
        var evidence: EvidenceSet = []
        guard shape.count > 0 else { return [.tooShort] }
        if Template.isTemplate(text) { evidence.insert(.isTemplate) }
        if Reference.isReference(text) { evidence.insert(.isReference) }
        if Ciphertext.isCiphertext(text) { evidence.insert(.looksLikeEncrypted) }
        if ValueForm.isPublicKey(text) || NKey.isPublic(value) { evidence.insert(.publicKey) }
        if PublishedExamples.contains(value) { evidence.insert(.publishedExample) }
        evidence.formUnion(form(of: text, shape))
        evidence.formUnion(composition(of: text, shape, form: evidence))
        switch Placeholder.verdict(text, shape) {
        case .placeholder: evidence.insert(.placeholder)
        case .knownPassword: evidence.insert(.dictionaryPassword)
        case .none: break
        }
        if evidence.bits & Self.byChance.bits != 0, DrawnText.isDrawn(text, shape) {
            evidence.bits &= ~Self.byChance.bits
            if looksRandom(shape) { evidence.insert(.highEntropy) }
        }
        return evidence
    }

    /// Formats that something other than a secret has.
    private static func form(of text: WindowText, _ shape: ValueShape) -> EvidenceSet {
        var evidence: EvidenceSet = []
        if ValueForm.isUUID(text) { evidence.insert(.looksLikeUUID) }
        if ValueForm.isHash(shape) { evidence.insert(.looksLikeHash) }
        if ValueForm.isURL(text) {
            evidence.insert(.looksLikeURL)
        } else if ValueForm.isPath(text, shape) {
            evidence.insert(.looksLikePath)
        }
        if ValueForm.isCode(text, shape) { evidence.insert(.looksLikeCode) }
        if ValueForm.isIdentifier(text, shape) { evidence.insert(.looksLikeIdentifier) }
        if ValueForm.isDatelike(text, shape) { evidence.insert(.datelike) }
        if ValueForm.isIntegrity(text) { evidence.insert(.integrityField) }
        return evidence
    }

    /// Forms that explain why a value looks random.
    private static let explained: EvidenceSet = [
        .looksLikeURL, .looksLikePath, .looksLikeCode, .looksLikeIdentifier, .isTemplate, .isReference, .integrityField,
    ]

    /// What a value that was drawn from all of the keyboard looks like now and then.
    private static let byChance: EvidenceSet = [.isTemplate, .looksLikeCode, .looksLikeEncrypted, .placeholder]

    /// What the value is made of.
    private static func composition(of text: WindowText, _ shape: ValueShape, form: EvidenceSet) -> EvidenceSet {
        var evidence: EvidenceSet = []
        if shape.count < 5 { evidence.insert(.tooShort) }
        if shape.count >= 200 { evidence.insert(.veryLong) }
        if shape.blanks > 0 { evidence.insert(.hasSpaces) }
        // 12345, 1.302
        if shape.digits + min(shape.dots, 1) == shape.count, shape.digits > 0 { evidence.insert(.numeric) }
        if shape.classes >= 3 { evidence.insert(.mixedClasses) }
        if isRepetitive(text, shape) { evidence.insert(.isRepetitive) }
        if shape.steps * 10 >= (shape.count - 1) * 6, shape.count >= 4 { evidence.insert(.isSequence) }
        if looksLikeWords(shape) { evidence.insert(.looksLikeWords) }
        if looksRandom(shape), form.bits & Self.explained.bits == 0 {
            evidence.insert(.highEntropy)
        } else if shape.distinct <= 3 || shape.distinct * 3 < shape.count {
            evidence.insert(.lowEntropy)
        }
        if ValueForm.isBase64(text, shape) { evidence.insert(.looksLikeBase64) }
        return evidence
    }

    /// One to four bytes over and over, or hardly any different bytes.
    private static func isRepetitive(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.count >= 4 else { return false }
        if shape.distinct <= 2 || shape.longestRun * 2 > shape.count { return true }
        period: for period in 2...4 where shape.count >= period * 3 {
            for index in period..<shape.count where text[index] != text[index - period] { continue period }
            return true
        }
        return shape.count >= 12 && shape.distinct * 5 <= min(shape.count, 24)
    }

    /// Mostly letters, and they run as in words.
    static func looksLikeWords(_ shape: ValueShape) -> Bool {
        guard shape.letters >= 3, shape.letters * 10 >= (shape.count - shape.blanks) * 7 else {
            return shape.nonASCII * 2 > shape.count
        }
        // Digits or punctuation within: what is left must be words all the more.
        return shape.likeness.mean >= (shape.changes * 4 > shape.count ? 235 : 205)
    }

    /// Long enough, varied enough, and not made of words.
    static func looksRandom(_ shape: ValueShape) -> Bool {
        guard shape.count >= 8, shape.blanks == 0, shape.nonASCII == 0 else { return false }
        let isHex = shape.hex == shape.count
        let floor = isHex ? 2.6 : shape.count >= 20 ? 3.4 : shape.count >= 14 ? 3.0 : 2.6
        guard shape.entropy >= floor, shape.steps * 3 < shape.count else { return false }
        if isHex { return shape.count >= 16 && shape.digits > 0 && shape.digits < shape.count }
        if shape.likeness.mean >= 215 && shape.letters * 2 > shape.count { return false }
        // Random letters alone show in the trigrams; with digits and both cases the changes of class show too.
        if shape.letters == shape.count, shape.changes * 6 < shape.count {
            return shape.likeness.mean < 160 && shape.count >= 10
        }
        return shape.changes * 4 >= shape.count || shape.likeness.mean < 150
    }
}
