/// Writes the pattern of rules that are told by a provider's word in the key beside the value.
///
/// One mechanism for all of them: `ALGOLIA_API_KEY=…`, `algoliaApiKey: "…"`, `config['algolia']['api_key'] = '…'`,
/// `{"algolia": {"apiKey": "…"}}`, `<add key="AlgoliaKey" value="…"/>`, `<algoliaKey>…<`, `--algolia-key …`,
/// `X-Algolia-API-Key: …`, `algolia secret key …`, `new AlgoliaClient("…")`, `https://api.algolia.test/1?key=…`.
enum KeyedPattern {
    /// What may stand between a provider's word and the word that says what the value is.
    private static let gap = between + #"{0,28}?(?:["'],"# + between + "{0,12}?)??"
    private static let between = #"[\w .\-"'`\[\]{}:=\\>(]"#
    /// A key of its own line, and the beginning of the next: `acme:` with `api-key: …` below it, `"acme": {` with `"apiKey"`,
    /// `'acme' => [` with `'token'`, `[acme]` with `api_key = …`, `provider "acme" {`, `<acme>` with `<apiKey>`.
    private static let parent =
        #"[\w.-]{0,20}(?:["']?[ \t]{0,2}(?:=>|[:=])[ \t]{0,2}(?:[\w.]{0,16}[{\[(])?[ \t]{0,2}\r?\n[ \t]{1,24}["']?"#
        + #"|["']?\][ \t]{0,2}\r?\n[ \t]{0,8}|"[ \t]{1,2}\{[ \t]{0,2}\r?\n[ \t]{1,24}|>[ \t]{0,2}\r?\n[ \t]{1,24}<)"#
    /// The rest of the key.
    private static let rest = #"[\w .-]{0,32}?"#
    /// The rest of a key of a rule that asks for no word besides the provider's; said as in `circleci token …`, too.
    private static let plainRest =
        #"[\w.-]{0,40}?|[ ]{1,2}(?:secret|private|access|api|key|token)[\w .-]{0,16}?|"# + parent
        + #"[\w.-]{0,24}?(?:secret|private|access|api|key|token|auth)[\w.-]{0,16}?"#
    /// What a value looks like that stands behind the provider's word at once.
    private static let withDigit = "[A-Za-z_+/=.-]{0,40}[0-9]"
    /// Between key and value: closing quote, sign, opening quote. A key that says what it is needs no sign.
    private static let opening = #"(?:["'`(\[{]|\\{1,2}["']|&quot;|[bru@$](?=["'])){0,3}"#
    private static let sign =
        #"=>|:=|={1,3}|->|<{1,2}-|\|\||\|(?=[ \t`]{0,8}[A-Za-z_+/=.-]{0,40}[0-9])|[:,(>.]|-(?=[^-])|[ \t]"#
    /// A sign only where the value cannot hold it: `acmeSECRET_…`.
    private static let underscore = #"|(?<=(?i:secret|access)|(?i:private)|(?i:token)|(?i:key))_"#
    /// Names whose value stands beside them: attributes of XML, lists of variables in YAML and JSON, property lists.
    private static let attribute =
        #"(?:["'][ \t]{1,4}(?:android:)?value[ \t]{0,2}=[ \t]{0,2}|</key>\s{0,40}<string>|["']?,?\s{1,40}value:[ \t]{1,4}"#
        + #"|["'](?:,\s{0,40}|[ \t]{0,2}:[ \t]{0,2}\{\s{0,40})["']value["'][ \t]{0,2}:[ \t]{0,2})"#
    /// A provider's host, path and parameters up to the value: `https://api.acme.test/v1?page=2&api_key=…`.
    private static let query =
        #"[\w.:-]{0,40}+(?:/[^\s"'`<>?#]{0,80}+)?+\?(?:[^\s"'`<>&=?]{1,24}=[^\s"'`<>&]{0,40}&(?:amp;)?){0,3}?"#
        + #"[\w.\[-]{0,16}?(?:key|token|secret|auth|appid|app_id)[\w.\]-]{0,8}="#

    /// What may follow the value: providers lengthen their keys, and what stands under their name is one all the same.
    /// It belongs to the secret, see `RuleDefinition.secretMayBeLonger`.
    static let surplus = "[A-Za-z0-9_+/=-]{0,9}(?![A-Za-z0-9_+/=-])"

    /// What is tried in place of a value of hexadecimal digits: a run of another length stands under the provider's name
    /// too, and is told from the provider's keys by a check, so that no other rule takes it for a key.
    static let anyDigest = "[0-9a-f]{16,64}"

    /// The digits of a value that is nothing but hexadecimal digits of a digest's length; nil for all others.
    static func digestLength(of value: String) -> Int? {
        [32, 40, 64].first { value == "[0-9a-f]{\($0)}" }
    }

    static func pattern(words: [String], names: [String], value: String) -> String {
        let word = words.map(escaped).joined(separator: "|")
        // The word opens the key or follows a separator or begins with a capital: `algoliaKey`, `MY_ALGOLIA_KEY`,
        // `myAlgoliaKey`, not `analgolia`.
        let begin = #"(?:(?<![A-Za-z0-9])|(?<=[a-z0-9])(?=[A-Z]))(?i:"# + word + ")"
        let signs = value.contains("_") || value.contains(#"\w"#) ? sign : sign + underscore
        let joint = #"(?:["'`\])}\\]{0,4}[ \t]{0,8}(?:"# + signs + #")[ \t]{0,8}|"# + attribute + ")" + opening
        let key: String
        if names.isEmpty {
            key = "(?i:" + plainRest + ")"
        } else {
            // Without a word that says what it is, the value must follow the provider's at once and hold a digit, be it
            // as what is said of it (`acme is …`) or as the first argument of a call (`new AcmeClient("…")`, `acme.init("…")`).
            key =
                "(?:(?i:(?:" + gap + "|" + parent + #"[\w.-]{0,24}?)(?:"# + names.joined(separator: "|") + ")" + rest
                + ")|"
                + #"(?=["'`\])}]{0,2}[ \t]{0,8}(?:[=:]|[ \t])[ \t"'`=:>]{0,8}"# + withDigit + ")|"
                + #"[ \t]{1,2}(?:is|was|x)(?=[ \t]{1,2}"# + withDigit + ")|"
                + #"[A-Za-z]{0,16}(?:(?:\(\))?\.[A-Za-z]{2,16}){0,2}(?=\([ \t]{0,4}(?:["'`]|\\{1,2}["'])"# + withDigit
                + "))"
        }
        let secret = SecretCase(of: value).map { _ in SecretCase.opening + value + ")" } ?? value
        return begin + "(?:" + key + joint + "|(?i:" + query + "))(?<secret>" + secret + ")" + surplus
    }

    private static func escaped(_ literal: String) -> String {
        literal.reduce(into: "") { text, character in
            if !character.isLetter && !character.isNumber { text.append("\\") }
            text.append(character)
        }
    }
}
