package import Model

/// Finds UUIDs that stand as whole values: the literal behind a key, an argument, an item of a list.
///
/// A UUID names something far more often than it opens it, and many services hand out keys in that form. So it is
/// reported with little confidence, and only where it stands alone as a value; within a URL, a path, a sentence or a
/// project file it is a name. No anchor leads to a UUID, but few bytes of a text need to be looked at.
package struct UUIDDetector: Sendable {
    private static let length = 36

    /// 1 for hexadecimal digits and the hyphen.
    // Safe: written once, before anybody can read it, and never freed.
    private nonisolated(unsafe) static let members: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in 0..<256 {
            table[byte] = ByteClass.isHex(UInt8(byte)) || UInt8(byte) == UInt8(ascii: "-") ? 1 : 0
        }
        return UnsafePointer(table)
    }()

    package init() {}

    /// Offsets behind the UUIDs in `bytes`, in order, whatever stands around them.
    package func ends(in bytes: UnsafeRawBufferPointer) -> ContiguousArray<Int> {
        var ends: ContiguousArray<Int> = []
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return ends }
        let members = Self.members
        // `last` is where a UUID would end; a byte that no UUID has moves that behind it.
        var last = Self.length - 1
        while last < bytes.count {
            // One branch for four bytes, and the processor can foresee it: hardly ever are all four of a UUID.
            let isMember =
                members[Int(base[last])] & members[Int(base[last - 1])] & members[Int(base[last - 2])]
                & members[Int(base[last - 3])]
            if isMember == 0 {
                last += Self.length - 3
                continue
            }
            // The last group has twelve digits.
            guard base[last - 12] == UInt8(ascii: "-") else {
                last += 1
                continue
            }
            var here = last
            let first = last - Self.length + 1
            while here >= first, members[Int(base[here])] != 0 { here -= 1 }
            if here >= first {
                last = here + Self.length
            } else if ValueForm.isUUID(WindowText(bytes, from: first, to: last + 1)) {
                ends.append(last + 1)
                last += Self.length
            } else {
                last += 1
            }
        }
        return ends
    }

    /// Appends the UUIDs in `range`, which holds whole lines.
    package func candidates(in content: UnsafeRawBufferPointer, range: ByteSpan, into found: inout [GenericCandidate]) {
        let text = WindowText(content, from: range.start, to: range.end)
        for end in ends(in: UnsafeRawBufferPointer(rebasing: content[text.start..<text.end])) {
            let span = ByteSpan(text.start + end - Self.length, text.start + end)
            if isUUID(text, at: span.start) { append(span, in: text, to: &found) }
        }
    }

    /// Hyphens in their places, and no longer run of such bytes around it.
    private func isUUID(_ text: WindowText, at start: Int) -> Bool {
        let end = start + Self.length
        guard !ByteClass.isName(text[start - 1]), !ByteClass.isName(text[end]) else { return false }
        return ValueForm.isUUID(WindowText(text.bytes, from: start, to: end)) && !isDerived(text, at: start)
    }

    /// Versions 1, 3 and 5 (RFC 9562): made from a clock or from a name, so that they can be told; no key is.
    private func isDerived(_ text: WindowText, at start: Int) -> Bool {
        let version = text[start + 14]
        let variant = Hexadecimal.value(of: text[start + 19]) ?? 0
        let isStandard = variant & 0b1100 == 0b1000
        return isStandard
            && (version == UInt8(ascii: "1") || version == UInt8(ascii: "3") || version == UInt8(ascii: "5"))
    }

    private func append(_ span: ByteSpan, in text: WindowText, to found: inout [GenericCandidate]) {
        guard let place = place(of: span, in: text) else { return }
        let value = UnsafeRawBufferPointer(rebasing: text.bytes[span.start..<span.end])
        let shape = ValueShape(value)
        var evidence = ValueJudge.evidence(for: value, shape: shape)
        // 00000000-0000-0000-0000-000000000001, 12345678-1234-1234-1234-123456789abc: made up.
        guard shape.distinct > 8, !evidence.contains(.isSequence), !evidence.contains(.isRepetitive) else { return }
        evidence.formUnion(place.evidence)
        evidence.insert(.keyAmbiguous)
        // The hyphens, and capitals among the digits, say nothing.
        evidence.remove(.mixedClasses)
        found.append(
            GenericCandidate(
                kind: .uuid, key: place.key ?? span, secret: span,
                whole: ByteSpan(min(place.key?.start ?? span.start, span.start), span.end), evidence: evidence))
    }

    private struct Place {
        var key: ByteSpan?
        var evidence: EvidenceSet
    }

    /// How the UUID stands; nil if it is not a value by itself, or that of something public.
    private func place(of span: ByteSpan, in text: WindowText) -> Place? {
        var (open, close) = (span.start - 1, span.end)
        if text[open] == UInt8(ascii: "{"), text[close] == UInt8(ascii: "}") { (open, close) = (open - 1, close + 1) }
        let isQuoted = ByteClass.isQuote(text[open]) && text[close] == text[open]
        // ['{…}']: what an interface of Delphi is known by.
        if isQuoted, open < span.start - 1, text[open - 1] == UInt8(ascii: "["), text[close + 1] == UInt8(ascii: "]") {
            return nil
        }
        let principal = isQuoted ? nil : principal(before: open, behind: close, in: text)
        if let principal { return Place(key: principal, evidence: [.quoted]) }
        if !isQuoted {
            // A bare value ends its line, its item or its shell word.
            guard open >= span.start - 1, endsValue(text, close) else { return nil }
        } else {
            open -= 1
            if text[open] == UInt8(ascii: "\\") { open -= 1 }
        }
        if isQuoted, text[open] == 0x20 || text[open] == UInt8(ascii: ","), namesPublicBefore(open, in: text) {
            return nil
        }
        // Back over what assigns: blanks, `=`, `:`, `(`, type names are part of a call's name.
        var here = open
        while ByteClass.isBlank(text[here]) { here -= 1 }
        let sign = text[here]
        while text[here] == UInt8(ascii: "=") || text[here] == UInt8(ascii: ":") || text[here] == UInt8(ascii: ">")
            || text[here] == UInt8(ascii: "(") || ByteClass.isBlank(text[here]) || ByteClass.isQuote(text[here])
        { here -= 1 }
        let isAssigned = sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":") || sign == UInt8(ascii: ">")
        guard isQuoted || isAssigned else { return nil }
        var first = here + 1
        while first > here - 60, ByteClass.isName(text[first - 1]) { first -= 1 }
        let key = first <= here ? ByteSpan(first, here + 1) : nil
        if let key, namesPublic(text, key, sign: sign) || namesReport(text, key) { return nil }
        // UUID=… of fstab and GRUB.
        if let key, !isQuoted, key.count == 4, text.has("uuid", at: key.start) { return nil }
        // In a comment it is no expression, whatever the language.
        let isBare = !isQuoted && !text.isComment(lineAt: span.start)
        return Place(key: isAssigned ? key : nil, evidence: isQuoted ? [.quoted] : isBare ? [.bareValue] : [])
    }

    /// `"uaa-client:…"`, `"id://…"`: the literal names somebody, and the word before the UUID says what they are.
    private func principal(before open: Int, behind close: Int, in text: WindowText) -> ByteSpan? {
        guard ByteClass.isQuote(text[close]) else { return nil }
        var end = open + 1
        while text[end - 1] == UInt8(ascii: "/") { end -= 1 }
        guard text[end - 1] == UInt8(ascii: ":"), open + 1 - end <= 2 else { return nil }
        end -= 1
        var first = end
        while first > end - 24, ByteClass.isName(text[first - 1]) { first -= 1 }
        guard ByteClass.isLetter(text[first]), text[first - 1] == text[close] else { return nil }
        let word = ByteSpan(first, end)
        return namesPublic(text, word, sign: UInt8(ascii: ":")) || text.has("uuid", at: end - 4) ? nil : word
    }

    /// `('x-request-id', '…')`: the literal before a comma names what stands behind it.
    private func namesPublicBefore(_ open: Int, in text: WindowText) -> Bool {
        var here = open
        while ByteClass.isBlank(text[here]) { here -= 1 }
        guard text[here] == UInt8(ascii: ",") else { return false }
        here -= 1
        guard ByteClass.isQuote(text[here]) else { return false }
        var first = here
        while first > here - 60, ByteClass.isName(text[first - 1]) { first -= 1 }
        return first < here && ByteClass.isQuote(text[first - 1])
            && namesPublic(text, ByteSpan(first, here), sign: UInt8(ascii: ","))
    }

    private func endsValue(_ text: WindowText, _ end: Int) -> Bool {
        let next = text[end]
        if next < 0x20 || next == UInt8(ascii: ",") || next == UInt8(ascii: ";") { return true }
        guard next == 0x20 else { return false }
        let after = text[text.skippingBlanks(end)]
        return after < 0x20 || after == UInt8(ascii: "#") || after == UInt8(ascii: "-")
    }

    /// What names a request, a message, a subscription, a device, a notebook's cell, a tagged resource or an entry in a
    /// store of secrets, and opens nothing.
    private static let publicEnds: [StaticString] = [
        "credentialsid", "credentials_id", "credentials-id", "request_id", "request-id", "traceid", "trace_id",
        "trace-id",
        "responseid", "outputid", "yor_trace", "udid", "containerid",
        "_error",
        "correlationid", "correlation_id", "correlation-id", "messageid", "message_id", "msg_id", "subscription_id",
    ]

    /// Whole keys: what Kubernetes calls its objects, what documentation shows, where a list was asked for an entry,
    /// extensions of Office's formats, classes of COM.
    private static let publicNames: [StaticString] = [
        "uri", "clsid", "classid", "requestid", "uid", "example", "sample", "placeholder", "reference",
    ]

    /// `{"k":"…","t":"…","c":9}`: which report of whom a link of Power BI shows to everybody (`view?r=`, in base64).
    private func namesReport(_ text: WindowText, _ key: ByteSpan) -> Bool {
        guard key.count == 1 else { return false }
        let distance = 4 + Self.length + 3
        let first = text[key.start] == UInt8(ascii: "t") ? key.start - distance : key.start
        return text.has("{\"k\":\"", at: first - 2) && text.has("\",\"t\":\"", at: first + distance - 3)
    }

    /// Interfaces, classes and projects are known by their GUID to everybody, keys in a key store by their id.
    private func namesPublic(_ text: WindowText, _ key: ByteSpan, sign: UInt8) -> Bool {
        if sign == UInt8(ascii: "("), key.count == 4, text.has("guid", at: key.start) || text.has("uuid", at: key.start)
        {
            // `[Guid("…")]`, `[assembly: Guid("…")]`, `uuid(…)` name something; `new Guid("…")` makes a value.
            return text[key.start - 1] != 0x20 || text[key.start - 2] == UInt8(ascii: ":")
        }
        if Self.publicEnds.contains(where: {
            key.count >= $0.utf8CodeUnitCount && text.has($0, at: key.end - $0.utf8CodeUnitCount)
        }) {
            return true
        }
        if Self.publicNames.contains(where: {
            key.count == $0.utf8CodeUnitCount && text.has($0, at: key.start)
        }) {
            return true
        }
        return text.has("key_id", at: key.end - 6)
            || text.has("keyid", at: key.end - 5)
            || text.has("midl_interface", at: key.start) || text.has("namespace", at: key.end - 9)
            || text.has("boundary", at: key.end - 8) || text.has("projectguid", at: key.start)
    }
}
