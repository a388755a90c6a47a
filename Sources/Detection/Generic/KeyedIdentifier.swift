internal import Model

/// A value that is the name or the number of a thing: of an entry, a request, a document, a credential elsewhere.
extension KeyedValue {
    var identifierEvidence: EvidenceSet {
        var evidence: EvidenceSet = []
        let isName =
            switch verdict.kind {
            case .key: isNameOfEntry || isOfObject || isOfFile || isOfLink
            case .apiKey: isOfLink
            case .token:
                namesAddress || isSubject || isKindOfToken || isUUID && (namesRequest || isShown) || isClientToken
                    || isOfModel || isOfLink
            // What Jenkins and CI servers keep is called by a UUID.
            case .credential: isUUID || isScopeOfSignature || isAccount
            case .authorization: isOfAuthorization
            default: false
            }
        if isName || namesEntryOfRoll { evidence.insert(.keyNamesPublic) }
        return evidence
    }

    /// `-credential Srv01\Admin01`: a domain and who logs in; the password is asked for.
    private var isAccount: Bool {
        let parts = (site.span.start..<site.span.end).split { text[$0] == UInt8(ascii: "\\") }
        return parts.count == 2 && parts.allSatisfy { part in part.allSatisfy { ByteClass.isName(text[$0]) } }
    }

    /// `<SubjectFromWebIdentityToken>`: whom a token is for.
    private var isSubject: Bool { text.has("subject", at: key.start) }

    /// `otptoken-show a93d…`: which one a command is about.
    private var isShown: Bool { text.has("-show", at: key.end - 5) }

    /// `let(:cask_token) { "token-x86" }`: what a token of a language is called.
    private var isKindOfToken: Bool {
        text.has("token-", at: site.span.start) && site.span.count <= 10
            && !ByteClass.isDigit(text[site.span.start + 6])
    }

    /// What stands under `key` names what it belongs to.
    private var isNameOfEntry: Bool {
        // `"key": "ccc4ce56-…"`, `<Operation Key="ccc4ce56-…"`: whatever it belongs to is called so
        let isAttribute = text[key.end] == UInt8(ascii: "=") && text[key.start - 1] == 0x20
        if key.count == 3, ByteClass.isQuote(text[key.end]) || isAttribute, isUUID { return true }
        // WHERE OperationKey = 'ccc4ce56-…'
        if ValueForm.isObjectPath(value) || isUUID && isCondition { return true }
        // `"key": "57bb03d2…"` of 16 digits numbers a node or another key.
        return key.count == 3 && ByteClass.isQuote(text[key.end]) && shape.count == 16 && shape.hex == 16
    }

    /// `"authorization": "iauth_1Gaa…"`: an authorisation's id begins with what it is.
    private var isOfAuthorization: Bool {
        (1...4).contains { text.has("auth_", at: site.span.start + $0) }
            && (site.span.start..<site.span.start + 5).allSatisfy {
                ByteClass.isLower(text[$0]) || text[$0] == UInt8(ascii: "_")
            }
    }

    /// `Guid.Parse("5f22…")`, `UUID.fromString("…")`: what is of that type names something.
    private var isOfObject: Bool {
        guard isUUID, text[front] == UInt8(ascii: "(") else { return false }
        let calls: [StaticString] = ["guid.parse(", "guid(", "fromstring(", "uuid(", "uuid.parse("]
        return calls.contains { text.has($0, at: front + 1 - $0.utf8CodeUnitCount) }
    }

    /// `"key":"…","md5":"…"`: a file in a store.
    private var isOfFile: Bool {
        key.count == 3 && (text.has("\",\"md5\"", at: site.span.end) || text.has("\",\"etag\"", at: site.span.end))
    }

    private var isCondition: Bool {
        (max(text.lineStart(key.start), key.start - 60)..<key.start).contains { text.has("where ", at: $0) }
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

    /// `https://docs.google.com/spreadsheet/ccc?key=…`: which document or picture the link leads to.
    private var isOfLink: Bool {
        let before = text[key.start - 1]
        guard before == UInt8(ascii: "?") || before == UInt8(ascii: "&") || before == UInt8(ascii: ";") else {
            return false
        }
        var here = key.start - 1
        while here > key.start - 600, text[here] > 0x20, !ByteClass.isQuote(text[here]) { here -= 1 }
        let hosts: [StaticString] = [
            "docs.google.com/", "spreadsheets.google.com/", "googleusercontent.com/",
            // Invitations to a group of QQ: `https://qm.qq.com/cgi-bin/qm/qr?k=…&authKey=…`.
            "qm.qq.com/", "jq.qq.com/", "shang.qq.com/",
            // Files that a page shows: `…/o/cover.jpeg?alt=media&token=…`.
            "firebasestorage.googleapis.com/",
            "paypal.com/donate",
        ]
        return (here..<key.start).contains { index in hosts.contains { text.has($0, at: index) } }
    }

    /// `Credential=AKIA…/20240101/us-east-1/s3/aws4_request`: an access key's id, and what was signed with it.
    private var isScopeOfSignature: Bool {
        (site.span.start..<site.span.end).contains {
            text.has("4_request", at: $0) || text.has("iam.gserviceaccount", at: $0)
        }
    }
}
