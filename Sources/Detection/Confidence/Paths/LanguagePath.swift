internal import Model

/// Paths of texts in one of many languages.
enum LanguagePath {
    /// Those that programs are translated into most (ISO 639-1).
    private static let languages = WordTable([
        (
            """
            ar bg ca cs da de el en es et eu fa fi fr gl he hi hr hu id is it iw ja ko lt lv ms nb nl nn no pl pt ro
            ru sk sl sr sv th tr uk vi zh
            """, 1
        )
    ])

    /// Java's resource bundles: `Messages.properties`, `config_ja.properties`, `index_pt_BR.properties`.
    static func isTranslation(_ text: WindowText, _ start: Int, _ dot: Int, _ end: Int) -> Bool {
        guard end - dot == 11, text.has(".properties", at: dot) else { return false }
        if text.has("messages", at: start) || text.has("bundle.", at: dot - 6) { return true }
        let names: [StaticString] = ["applicationresources", "messageresources", "labels", "i18n", "translations"]
        if names.contains(where: { text.has($0, at: start) }) { return true }
        // `application_uk.properties` is of an environment as likely as of a language.
        if text.has("application", at: start) { return false }
        func isCode(endingAt end: Int) -> Bool {
            end - 3 > start && text[end - 3] == UInt8(ascii: "_")
                && languages.value(of: WordHash(text, ByteSpan(end - 2, end))) != 0
        }
        let isCountry = dot - 3 > start && text[dot - 3] == UInt8(ascii: "_") && ByteClass.isUpper(text[dot - 1])
        return isCode(endingAt: isCountry ? dot - 3 : dot)
    }

    /// Texts of one language in a folder or a file that is called by it: `en/common.json`, `pt-BR.js`,
    /// `res/values-sv/strings.xml`. YAML is left out, since countries are places of deployment, too.
    static func isMessages(_ text: WindowText) -> Bool {
        var dot = text.end - 1
        while dot > 0, text[dot] != UInt8(ascii: "."), text[dot] != UInt8(ascii: "/") { dot -= 1 }
        guard messages.value(of: WordHash(text, ByteSpan(dot + 1, text.end))) != 0 else { return false }
        var start = 0
        for index in 0...dot where text[index] == UInt8(ascii: "/") || index == dot {
            if text.has("values-", at: start), isAndroidLanguage(text, start + 7, index) { return true }
            if isLanguage(text, start, index) { return true }
            start = index + 1
        }
        return false
    }

    /// `ca`, `fil`, `hu-rHU`, as Android's resources have them; `values-night` and `values-v21` are of no language.
    private static func isAndroidLanguage(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
        var last = start
        while last < end, ByteClass.isLower(text[last]) { last += 1 }
        guard last - start == 2 || last - start == 3 else { return false }
        return last == end || text.has("-r", at: last)
    }

    private static let messages = WordTable([("json properties php js ts xml", 1)])

    /// `de`, `pt-BR`, `zh_CN`, `hu-rHU`.
    private static func isLanguage(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
        guard end - start == 2 || end - start == 5 || end - start == 6, ByteClass.isLower(text[start]),
            ByteClass.isLower(text[start + 1]),
            languageFolders.value(of: WordHash(text, ByteSpan(start, start + 2))) != 0
                || text.has("resources/", at: start - 10)
                    && languages.value(of: WordHash(text, ByteSpan(start, start + 2))) != 0
        else { return false }
        if end - start == 2 { return true }
        return (text[start + 2] == UInt8(ascii: "-") || text[start + 2] == UInt8(ascii: "_"))
            && ByteClass.isUpper(text[end - 1]) && ByteClass.isUpper(text[end - 2])
    }

    /// Languages whose code means nothing else in a path, as `ca`, `id`, `it` and `eu` do.
    private static let languageFolders = WordTable([
        (
            """
            ar bg cs da de en es fa fi fr gl he hr hu ja ko lt lv mk nb nl nn pl pt ro ru sk sl sr sv tr zh
            """, 1
        )
    ])
}
