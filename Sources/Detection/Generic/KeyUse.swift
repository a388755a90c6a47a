internal import Model

/// What a key is for, as far as its name, its value and the lines around it say: what is signed, mounted, cached, asked
/// for twice, and secret to nobody.
struct KeyUse {
    let text: WindowText
    let key: ByteSpan
    let verdict: KeyLexicon.Verdict
    let site: ValueSite
    let shape: ValueShape

    var evidence: EvidenceSet {
        var evidence: EvidenceSet = []
        let value = WindowText(text.bytes, from: site.span.start, to: site.span.end)
        // `"key": "ccc4ce56-…"`, `<Operation Key="ccc4ce56-…"`: whatever it belongs to is called so
        let isAttribute = text[key.end] == UInt8(ascii: "=") && text[key.start - 1] == 0x20
        if verdict.kind == .key, key.count == 3, ByteClass.isQuote(text[key.end]) || isAttribute,
            ValueForm.isUUID(value)
        {
            evidence.insert(.keyNamesPublic)
        }
        if verdict.kind == .secret || verdict.kind == .key, isMounted { evidence.insert(.isReference) }
        if verdict.kind == .key, ValueForm.isObjectPath(value) || isPeer { evidence.insert(.keyNamesPublic) }
        // WHERE OperationKey = 'ccc4ce56-…'
        if verdict.kind == .key, ValueForm.isUUID(value), isCondition { evidence.insert(.keyNamesPublic) }
        // <map Token="b77a5c561934e089" PublicKey="0024…">
        if verdict.kind == .token, shape.count == 16, shape.hex == 16, isBesidePublicKey {
            evidence.insert(.keyNamesPublic)
        }
        // `"key": "57bb03d2…"` of 16 digits numbers a node or another key.
        if verdict.kind == .key, key.count == 3, ByteClass.isQuote(text[key.end]), shape.count == 16, shape.hex == 16 {
            evidence.insert(.keyNamesPublic)
        }
        if namesEntryOfRoll { evidence.insert(.keyNamesPublic) }
        if verdict.kind == .token, namesAddress { evidence.insert(.keyNamesPublic) }
        // `ClientToken` of AWS and Baidu: a request that is sent twice is done once.
        if verdict.kind == .token, ValueForm.isUUID(value) && namesRequest || isClientToken {
            evidence.insert(.keyNamesPublic)
        }
        if verdict.kind == .token, isOfModel { evidence.insert(.keyNamesPublic) }
        if verdict.kind == .key, isRemote { evidence.insert(.isReference) }
        if verdict.kind == .key, isOfRepository { evidence.insert(.publicKey) }
        if verdict.kind == .key || verdict.kind == .encryptionKey || verdict.kind == .accessKey,
            ValueForm.isFingerprint(shape) || shape.count == 18 && text.has("0x", at: site.span.start),
            shape.count == 40 || namesSigner || verdict.kind == .key && isBesideApt
        {
            evidence.insert(.integrityField)
        }
        return evidence
    }

    /// `--secret=db_password,type=mount,target=x`, `Secret=db_password,type=env`: a secret by its name, and where it goes.
    private var isMounted: Bool {
        let begins: [StaticString] = ["env=", "id=", "source=", "src=", "username=", "user="]
        return begins.contains { text.has($0, at: site.span.start) }
            || (site.span.start..<min(site.span.end + 1, text.end)).contains {
                text.has(",type=", at: $0) || text.has(",target=", at: $0) || text.has(",src=", at: $0)
                    || text.has(",id=", at: $0)
            }
    }

    /// `- key: oV2x…=` with an address below it: the public key of a peer of WireGuard.
    private var isPeer: Bool {
        guard key.count == 3, shape.count == 44, text[site.span.end - 1] == UInt8(ascii: "=") else { return false }
        let words: [StaticString] = ["address", "allowed", "endpoint", "public"]
        return (site.end..<min(site.end + 120, text.end)).contains { place in
            words.contains { text.has($0, at: place) }
        } || (max(text.start, key.start - 200)..<key.start).contains { text.has("peers:", at: $0) }
    }

    private var isCondition: Bool {
        (max(text.lineStart(key.start), key.start - 60)..<key.start).contains { text.has("where ", at: $0) }
    }

    private var isBesidePublicKey: Bool {
        (text.lineStart(key.start)..<text.lineEnd(site.end)).contains { text.has("publickey", at: $0) }
    }

    private var namesRequest: Bool {
        let names: [StaticString] = ["clienttoken", "client_token", "clientrequesttoken", "client_request_token"]
        return names.contains { text.has($0, at: key.end - $0.utf8CodeUnitCount) }
    }

    /// `"ClientToken": "aOJa…"` in requests of AWS; Vault's `client_token` opens everything.
    private var isClientToken: Bool {
        key.count == 11 && text[key.start] == UInt8(ascii: "C") && text[key.start + 6] == UInt8(ascii: "T")
            && text.has("clienttoken", at: key.start)
    }

    /// `"tokenizer.ggml.tokens": "815ac90f…"`: the words of a language model.
    private var isOfModel: Bool {
        (max(text.lineStart(key.start), key.start - 24)..<key.start).contains {
            text.has("tokenizer", at: $0) || text.has("ggml.", at: $0)
        }
    }

    /// `remoteRef:` and `key: OqPt…` below it, in an ExternalSecret: what it is called in the store.
    private var isRemote: Bool {
        guard key.count == 3 else { return false }
        let line = text.lineStart(key.start)
        guard line > text.start else { return false }
        let above = text.lineStart(line - 1)
        return (above..<line).contains { text.has("remoteref:", at: $0) || text.has("extract:", at: $0) }
            || (line..<key.start).contains { text.has("remoteref:", at: $0) }
    }

    /// `{"key_id":"338…","key":"oWxG…="}`: what GitHub has secrets of a repository encrypted with.
    private var isOfRepository: Bool {
        guard key.count == 3, shape.count == 44, text[site.span.end - 1] == UInt8(ascii: "=") else { return false }
        return (max(text.start, key.start - 80)..<key.start).contains { text.has("\"key_id\"", at: $0) }
    }

    /// `credential:9f0c…`, `"key": "credential:9f0c…"`: how the roll names a credential, by its fingerprint.
    private var namesEntryOfRoll: Bool {
        let first: Int
        if verdict.kind == .key, text.has("credential:", at: site.span.start) {
            first = site.span.start + 11
        } else if verdict.kind == .credential, key.count == 10, text[key.end] == UInt8(ascii: ":"),
            site.span.start == key.end + 1
        {
            first = site.span.start
        } else {
            return false
        }
        return site.span.end - first >= 64
            && (first..<site.span.end).allSatisfy { ByteClass.isHex(text[$0]) || text[$0] == UInt8(ascii: ":") }
    }

    /// What stands in addresses that people share, and numbers of requests: it opens what anybody may see.
    private var namesAddress: Bool {
        let names: [StaticString] = ["xsec_token", "redir_token", "postman_token", "postman-token"]
        return names.contains { text.has($0, at: key.end - $0.utf8CodeUnitCount) }
            // `pkcs11:token=Software%20…`: what a device is called (RFC 7512)
            || text.has("generator ", at: key.start - 10) || text.has("pkcs11:", at: key.start - 7)
    }

    /// `signingkey` of Git, `GPG_KEY`: they take the short form, too, which is as long as a key of DES elsewhere.
    private var namesSigner: Bool {
        (key.start..<key.end).contains {
            text.has("signing", at: $0) || text.has("gpg", at: $0) || text.has("pgp", at: $0)
                || text.has("apt_", at: $0) || text.has("default-key", at: $0)
        } || handlesKeys
    }

    /// `apt_key { "x": key => "…" }`, and what asks a server for keys: they are called by their end.
    private var isBesideApt: Bool {
        let words: [StaticString] = ["apt", "gpg", "keyserver", "signing", "signby"]
        return (max(key.start - 160, text.start)..<min(site.span.end + 80, text.end)).contains { place in
            words.contains { text.has($0, at: place) }
        }
    }

    /// `--export-secret-key`, `--recv-key`, `--delete-secret-and-public-keys` of GnuPG: which one.
    private var handlesKeys: Bool {
        let verbs: [StaticString] = [
            "export-", "delete-", "recv-", "send-", "import-", "list-", "edit-", "and-public-",
        ]
        return text[key.start - 1] == UInt8(ascii: "-") && verbs.contains { text.has($0, at: key.start) }
    }

    /// `password_hash: 1b7f…` beside its salt, `password_hash => '*F9A8…'`: what stands there can be attacked.
    var isHashOfPassword: Bool {
        guard verdict.kind == .password, text.has("hash", at: key.end - 4) else { return false }
        let isHex = shape.hex == shape.count && shape.digits > 0 && shape.digits < shape.count
        switch shape.count {
        case 41:
            return text[site.span.start] == UInt8(ascii: "*")
                && (site.span.start + 1..<site.span.end).allSatisfy {
                    ByteClass.isDigit(text[$0]) || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(text[$0])
                }
        case 32, 40, 64, 96, 128: return isHex && isBesideSalt
        case 44, 88: return text[site.span.end - 1] == UInt8(ascii: "=") && isBesideSalt
        default: return false
        }
    }

    private var isBesideSalt: Bool {
        (max(key.start - 240, text.start)..<min(site.span.end + 240, text.end)).contains {
            text.has("salt", at: $0) && !ByteClass.isLower(text[$0 + 4])
        }
    }

    /// `PrimaryKey : vmYR…Ds=`: what is the first of two keys of an account elsewhere is the key of a table; it is told by
    /// the value, 32 or 64 bytes in base64.
    var isAccountKey: Bool {
        guard verdict.kind == .key || verdict.kind == .accessKey, shape.count == 44 || shape.count == 88,
            text[site.span.end - 1] == UInt8(ascii: "="), shape.blanks == 0
        else { return false }
        return (key.start..<key.end).contains { text.has("primary", at: $0) || text.has("secondary", at: $0) }
    }
}
