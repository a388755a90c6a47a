internal import Model

/// A key that is a word of a text: what somebody does, a country, a name that the value repeats.
extension KeyedValue {
    var wordEvidence: EvidenceSet {
        var evidence: EvidenceSet = []
        if verdict.kind == .password,
            isPassOfProgram || isVerb || isService || isIndexed || isOfAnonymous || isFolder || isPassed || isOtherWord
                || isTried || isValidation || isOutcome || isConfirmed
        {
            evidence.insert(.keyNamesPublic)
        }
        if isCountry { evidence.formUnion([.unlikelyForKey, .keyAmbiguous]) }
        if isPossessed { evidence.insert(.inSentence) }
        if repeatsKey { evidence.insert(.valueEqualsKey) }
        if isConstantOfRemark { evidence.formUnion([.looksLikeIdentifier, .unlikelyForKey]) }
        return evidence
    }

    /// `RUN: lld --add-pass layout | FileCheck`: what a compiler does; `CU_PASS("detected a URI")`: what a test says.
    private var isPassOfProgram: Bool {
        guard text.has("pass", at: key.end - 4) else { return false }
        if text[key.end] == UInt8(ascii: "("), shape.blanks > 0,
            (key.start..<key.end).allSatisfy({ ByteClass.isUpper(text[$0]) || text[$0] == UInt8(ascii: "_") })
        {
            return true
        }
        let line = text.lineStart(key.start)
        return (line..<min(line + 6, key.start)).contains { text.has("run: ", at: $0) }
    }

    /// `NotEmpty.user.password=may not be empty`: what Spring tells people whose input it does not take.
    private var isValidation: Bool {
        let line = text.lineStart(key.start)
        let names: [StaticString] = [
            "notempty.", "notnull.", "notblank.", "empty.", "size.", "length.", "pattern.", "diff.", "duplicate.",
            "valid.", "typemismatch.",
        ]
        // A message has no digit; `valid.password=…` of a test's settings may.
        return shape.digits == 0 && names.contains { text.has($0, at: line) }
    }

    /// `PASS='green', FAIL='red'`: what is shown for each outcome of a test.
    private var isOutcome: Bool {
        guard key.count == 4, shape.digits == 0, text.has("pass", at: key.start) else { return false }
        let near = max(text.lineStart(key.start), key.start - 60)..<min(text.lineEnd(site.span.end), site.span.end + 40)
        return near.contains { place in
            text.has("fail", at: place) && !ByteClass.isLetter(text[place - 1])
                && (text[place + 4] == UInt8(ascii: "=") || text[place + 4] == UInt8(ascii: ":"))
        }
    }

    /// `ConfirmPass = "Bekreft"`, `password_confirmation: Passwort wiederholen`: what people are asked, in their language.
    private var isConfirmed: Bool {
        guard key.count > 7, shape.letters + shape.blanks + shape.nonASCII == shape.count,
            ByteClass.isUpper(text[site.span.start])
        else { return false }
        return (key.start..<key.end - 6).contains { text.has("confirm", at: $0) }
    }

    /// `should pass reason 'keyboard'`, `the name you pass to this method is "Flags"`
    private var isVerb: Bool {
        guard key.count == 4, text.has("pass ", at: key.start), ByteClass.isLower(text[key.end + 1]) else {
            return false
        }
        let words: [StaticString] = [
            "should ", "to ", "you ", "must ", "can ", "will ", "we ", "either ", "only ", "just ",
        ]
        return words.contains {
            let start = key.start - $0.utf8CodeUnitCount
            return text.has($0, at: start) && !ByteClass.isAlphanumeric(text[start - 1])
        }
    }

    /// `keyring.set_password("service", …`: what the password is for.
    private var isService: Bool {
        text.has("keyring.", at: key.start - 8) && text[front] == UInt8(ascii: "(")
    }

    /// `surface.pwd ?? "Terminal"`, `064:PWD=/home/ada:…`: the folder that a shell works in.
    private var isFolder: Bool {
        guard text.has("pwd", at: key.end - 3) else { return false }
        if key.count == 3, text[site.span.start] == UInt8(ascii: "/") { return true }
        return key.count == 3 && text[key.start - 1] == UInt8(ascii: ".") && ByteClass.isUpper(text[site.span.start])
            && shape.letters == shape.count
    }

    /// `'pass' => array('param2:2'), 'controller' => …`: what is handed on to a page; `"pass: 1", "fail: 2"`: what a test takes.
    private var isPassed: Bool {
        guard key.count == 4, text.has("pass", at: key.start) else { return false }
        let line =
            max(text.lineStart(key.start), key.start - 240)..<min(text.lineEnd(site.span.end), site.span.end + 240)
        if line.contains(where: { text.has("\"fail: ", at: $0) }) { return true }
        let before = text[text[site.span.start - 2] == UInt8(ascii: "(") ? site.span.start - 2 : site.span.start - 3]
        let isInList =
            before == UInt8(ascii: "(") || text[site.span.start - 2] == UInt8(ascii: "[")
            || site.evidence.contains(.inCall)
        return isInList
            && line.contains { text.has("'controller'", at: $0) || text.has("'action'", at: $0) }
    }

    /// `pw = "playwright"`, `data_pw_testid`, `"mdp": "image"`: other words of these letters; `.passL: "-lws2_32"`, what a
    /// linker is passed; `rm -f rsa_1_pw ed25519_1_pw`, files of one kind.
    private var isOtherWord: Bool {
        if text.has("pw", at: key.start), text.has("playwright", at: site.span.start) { return true }
        if (key.start..<key.end).contains(where: { text.has("testid", at: $0) }) { return true }
        if text.has("_pw", at: key.end - 3), text.has("_pw", at: site.span.end - 3) { return true }
        if key.count == 3, text.has("mdp", at: key.start), shape.letters == shape.count { return true }
        return key.count == 5 && (text.has("passl", at: key.start) || text.has("passc", at: key.start))
            && text[site.span.start] == UInt8(ascii: "-")
    }

    /// `verify wrong password: rejected`: what became of one that was tried.
    private var isTried: Bool {
        let words: [StaticString] = ["wrong ", "right ", "correct "]
        return !site.evidence.contains(.quoted) && shape.lower == shape.count
            && words.contains { text.has($0, at: key.start - $0.utf8CodeUnitCount) }
    }

    /// The index of a manual: a name with its number, a colon, and a page behind many blanks.
    private var isIndexed: Bool {
        guard site.evidence.contains(.bareValue) else { return false }
        return (site.span.end..<min(text.lineEnd(site.span.end), site.span.end + 40)).contains {
            text.has("(line ", at: $0)
        }
    }

    /// `failed to get terminal's pwd: timeout`
    private var isPossessed: Bool {
        text.has("'s ", at: key.start - 3) && ByteClass.isLower(text[key.start - 4]) && shape.lower == shape.count
    }

    /// `password: "password___2gyua"`, a class of a style sheet; `'password' => 'password:custom'`, a rule; `"x.pass":
    /// Pass_81037`, a name with a number.
    private var repeatsKey: Bool {
        let rest = site.span.start + key.count
        if verdict.kind == .password, site.span.count > key.count,
            (0..<key.count).allSatisfy({ text[key.start + $0] == text[site.span.start + $0] }),
            text.has("___", at: rest) || text[rest] == UInt8(ascii: ":") && ByteClass.isLower(text[rest + 1])
        {
            return true
        }
        var joint = site.span.end
        while ByteClass.isDigit(text[joint - 1]) { joint -= 1 }
        let count = joint - 1 - site.span.start
        return text[joint - 1] == UInt8(ascii: "_") && site.span.end - joint >= 4 && count >= 4 && count <= key.count
            && ByteClass.isUpper(text[site.span.start])
            && (0..<count).allSatisfy { text.folded(key.end - count + $0) == text.folded(site.span.start + $0) }
    }

    /// In a remark: the word, a colon, and a constant.
    private var isConstantOfRemark: Bool {
        site.evidence.contains(.bareValue) && shape.lower == 0 && shape.underscores > 0
            && shape.upper + shape.underscores == shape.count && text.isComment(lineAt: key.start)
    }

    /// `"PW": "Palau"`: a country by its code (ISO 3166); `"en-PW": "en-001"`: a language as it is written there.
    private var isCountry: Bool {
        if key.count == 2 {
            if text.has("pala", at: site.span.start), site.span.count <= 8 { return true }
            return ByteClass.isUpper(text[key.start]) && ByteClass.isUpper(text[key.end - 1]) && isBesideCountries
        }
        guard key.count >= 5, key.count <= 11, text[key.end - 2] == UInt8(ascii: "P"),
            text[key.end - 1] == UInt8(ascii: "W"), ByteClass.isLower(text[key.start])
        else { return false }
        return text[key.end - 3] == UInt8(ascii: "-") || text[key.end - 3] == UInt8(ascii: "_") && key.count == 5
    }

    /// `PT`, `PY`, `PS` or `QA` on the line before or on one of the next.
    private var isBesideCountries: Bool {
        (max(text.start, key.start - 120)..<min(text.end, site.end + 120)).contains { place in
            let (first, second) = (text[place], text[place + 1])
            return
                (first == UInt8(ascii: "P") && "TYS".utf8.contains(second)
                || first == UInt8(ascii: "Q") && second == UInt8(ascii: "A"))
                && !ByteClass.isName(text[place - 1]) && !ByteClass.isName(text[place + 2])
        }
    }

    /// `user = "anonymous"` and `password = "busybox@"` below it: who logs in so has an address for a password, or a part of
    /// it (RFC 1635).
    private var isOfAnonymous: Bool {
        let value = site.span
        guard
            (value.start..<value.end).contains(where: { text[$0] == UInt8(ascii: "@") })
                || text.has("guest", at: value.start)
        else { return false }
        let line = text.lineStart(key.start)
        let before = text.lineStart(max(text.start, line - 1))
        return (max(before, key.start - 200)..<key.start).contains { text.has("anonymous", at: $0) }
    }
}
