/// Names that words make.
extension ValueForm {
    /// Letters, digits, `_` and `-` of a name that words make: `access_token`, `ACCESS_TOKEN`, `accessToken`,
    /// `access-token`.
    static func isIdentifier(_ text: WindowText, _ shape: ValueShape) -> Bool {
        // `Authorization: API_KEY!,` of TypeScript, which says that it is not nil
        if shape.upper + shape.underscores + 1 == shape.count, shape.underscores > 0,
            text[text.end - 1] == UInt8(ascii: "!")
        {
            return true
        }
        guard shape.letters + shape.digits + shape.underscores + shape.hyphens + shape.dots == shape.count,
            shape.letters * 10 >= shape.count * 6,
            !ByteClass.isDigit(text[text.start])
        else { return false }
        // Digits end words in names; within words they are what people do to passwords.
        for index in text.start..<text.end where ByteClass.isDigit(text[index]) {
            if ByteClass.isLetter(text[index - 1]), ByteClass.isLower(text[index + 1]) { return false }
        }
        if shape.underscores >= 2, shape.letters + shape.underscores == shape.count,
            shape.upper == 0 || shape.lower == 0
        {
            return true
        }
        if isHeaderName(text, shape) { return true }
        // Joined words in one case are a name even when they are odd words: SOME_CODE_1001.
        if shape.underscores > 0, shape.lower == 0 || shape.upper == 0, shape.underscores * 4 <= shape.count,
            shape.digits * 3 <= shape.count
        {
            return shape.likeness.mean >= 180
        }
        let isJoined = shape.underscores + shape.hyphens + shape.dots > 0
        let isCamel =
            shape.upper > 0 && shape.lower > 0 && shape.upper * 2 < shape.lower && shape.count > shape.upper + 1
            && !isCapitalised(text, shape)
        return (isJoined || isCamel) && shape.digits * 5 <= shape.count && shape.likeness.mean >= 195
    }

    /// `X-Client-Os`: words joined by hyphens, each with a capital.
    private static func isHeaderName(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.hyphens > 0, shape.letters + shape.hyphens == shape.count, shape.upper <= shape.hyphens + 1 else {
            return false
        }
        return (text.start..<text.end).allSatisfy { index in
            let begins = index == text.start || text[index - 1] == UInt8(ascii: "-")
            return text[index] == UInt8(ascii: "-") ? !begins : ByteClass.isUpper(text[index]) == begins
        }
    }

    /// One capital, at the beginning.
    private static func isCapitalised(_ text: WindowText, _ shape: ValueShape) -> Bool {
        shape.upper == 1 && ByteClass.isUpper(text[text.start])
    }

    /// `Geheimnis`, `Salaisuus`: what it is called in another language.
    static func isCapitalisedWord(_ value: WindowText, _ shape: ValueShape) -> Bool {
        shape.letters == shape.count && shape.upper == 1 && ByteClass.isUpper(value[value.start])
            && shape.count < 16
    }
}
