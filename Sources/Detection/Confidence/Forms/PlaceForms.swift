/// What says where a thing is: in a cache, a store, a page, a dialog.
extension ValueForm {
    /// `Tables\\5fd2156d-…`, `uploads/bbc498ea-…`: where a thing of that name is kept.
    static func endsInUUID(_ value: WindowText) -> Bool {
        guard value.end - value.start > 38, !ByteClass.isAlphanumeric(value[value.end - 37]) else { return false }
        return ValueForm.isUUID(WindowText(value.bytes, from: value.end - 36, to: value.end))
            && (value.start..<value.end - 36).allSatisfy { !ByteClass.isDigit(value[$0]) }
    }

    /// `key: android-sdk-35-x86_64`, `key: build-3f2a…`: a word and a hyphen begin what a cache calls its entries; two
    /// words, `menu_item_9f3a…` and `Linux-build-…`, anybody's.
    static func isCacheKey(_ value: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.hyphens + shape.underscores > 0 else { return false }
        if beginsWithTwoWords(value) || isVersioned(value, shape) { return true }
        guard shape.upper == 0, shape.hyphens > 0 else { return false }
        var end = value.start
        while ByteClass.isLower(value[end]) { end += 1 }
        guard value[end] == UInt8(ascii: "-"), end - value.start >= 4 else { return false }
        return ValueShape(UnsafeRawBufferPointer(rebasing: value.bytes[value.start..<end])).likeness.mean >= 190
    }

    /// `llvm-libs-16.0.3-msvc`, `pip-2024-05-01-v3`, `ubuntu22-gcc12-boost1.81`: words, numbers, and words with a number.
    private static func isVersioned(_ value: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.upper == 0, shape.hyphens >= 2, ByteClass.isLower(value[value.start]),
            shape.lower + shape.digits + shape.hyphens + shape.dots + shape.underscores == shape.count
        else { return false }
        var changes = 0
        for index in value.start + 1..<value.end {
            let byte = value[index]
            if byte == UInt8(ascii: "-") {
                changes = 0
            } else if ByteClass.isDigit(byte) && ByteClass.isLower(value[index - 1])
                || ByteClass.isLower(byte) && ByteClass.isDigit(value[index - 1])
            {
                changes += 1
                if changes > 2 { return false }
            }
        }
        return shape.likeness.mean >= 150 || shape.dots > 0
    }

    /// `111|us-east-1|vpc-shared|0`, `frame:99…/us-east-1/vpc-0051…/module.web`: names in a row, with signs between them
    /// that no encoding of keys has.
    static func isCompound(_ value: WindowText) -> Bool {
        var (bars, kinds) = (0, Set<UInt8>())
        for index in value.start..<value.end {
            let byte = value[index]
            if byte == UInt8(ascii: "|") { bars += 1 }
            if ":/._-|".utf8.contains(byte) { kinds.insert(byte) }
        }
        // `…/`: a folder in a store
        if value[value.end - 1] == UInt8(ascii: "/"), value.end - value.start > 8 { return true }
        return bars >= 2 || kinds.count >= 3 && kinds.contains(UInt8(ascii: "/")) && kinds.contains(UInt8(ascii: "-"))
    }

    /// `VideoSource40/v4/e3/…/pr_source.mov`: a file.
    static func isFile(_ value: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.slashes >= 2,
            let dot = (max(value.start, value.end - 5)..<value.end - 2).last(where: { value[$0] == UInt8(ascii: ".") })
        else { return false }
        return (dot + 1..<value.end).allSatisfy { ByteClass.isLower(value[$0]) || ByteClass.isDigit(value[$0]) }
    }

    private static func beginsWithTwoWords(_ value: WindowText) -> Bool {
        var here = value.start
        for least in [3, 2] {
            let begin = here
            if ByteClass.isUpper(value[here]) { here += 1 }
            while ByteClass.isLower(value[here]) { here += 1 }
            guard here - begin >= least, value[here] == UInt8(ascii: "-") || value[here] == UInt8(ascii: "_") else {
                return false
            }
            let word = ValueShape(UnsafeRawBufferPointer(rebasing: value.bytes[begin..<here]))
            guard word.likeness.mean >= 150 else { return false }
            here += 1
        }
        return true
    }

    /// `blob_contributors:v21:a1b2…`, `security-advisory:esbuild:a1b2…`: fields of a key in a cache.
    static func isFieldList(_ value: WindowText) -> Bool {
        var (colons, underscores) = (0, 0)
        for index in value.start..<value.end {
            if value[index] == UInt8(ascii: ":") { colons += 1 }
            if value[index] == UInt8(ascii: "_"), colons == 0 { underscores += 1 }
        }
        return colons >= 2 && (underscores > 0 || beginsWithWords(value))
    }

    /// Two names of small letters, each with a colon behind it.
    private static func beginsWithWords(_ value: WindowText) -> Bool {
        var here = value.start
        for _ in 0..<2 {
            let begin = here
            while ByteClass.isLower(value[here]) || value[here] == UInt8(ascii: "-") { here += 1 }
            guard here - begin >= 3, value[here] == UInt8(ascii: ":") else { return false }
            here += 1
        }
        return true
    }

    /// `logs/2023/12/05/…`: what a thing in a store is called.
    static func isObjectPath(_ value: WindowText) -> Bool {
        var here = value.start
        while ByteClass.isLower(value[here]) || value[here] == UInt8(ascii: "-") { here += 1 }
        return here - value.start >= 4 && value[here] == UInt8(ascii: "/")
    }

    /// `GridCell.Tab.0.right.0.0.3840.2160`, `Dialog/0.0.1920.1045@0.0.1920.1045`: words and numbers, as dialogs of IDEs
    /// are remembered by.
    static func isPlace(_ value: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.dots >= 3 else { return false }
        var (numbers, begin) = (0, value.start)
        for index in value.start...value.end {
            let byte = value[index]
            if index < value.end, byte != UInt8(ascii: "."), byte != UInt8(ascii: "/"), byte != UInt8(ascii: "@") {
                continue
            }
            let digits = (begin..<index).count { ByteClass.isDigit(value[$0]) }
            guard digits == 0 || digits == index - begin && digits <= 5 else { return false }
            if digits > 0 { numbers += 1 }
            begin = index + 1
        }
        return numbers >= 3
    }

    /// `#txtKey`, `.token-field`: what scripts look up in a page.
    static func isSelector(_ value: WindowText, _ shape: ValueShape) -> Bool {
        let first = value[value.start]
        guard first == UInt8(ascii: "#") || first == UInt8(ascii: "."), (value.end - value.start) > 4 else {
            return false
        }
        return shape.letters + shape.hyphens + shape.underscores + 1 == shape.count
    }

    /// `#modal-password`, `input#vpassword`: the field of a page that asks for it.
    static func isField(_ value: WindowText, _ shape: ValueShape) -> Bool {
        let begin = value.has("input", at: value.start) ? value.start + 5 : value.start
        guard value[begin] == UInt8(ascii: "#") || value[begin] == UInt8(ascii: "."),
            shape.letters + shape.hyphens + shape.underscores + 1 == shape.count
        else { return false }
        return (begin..<value.end).contains { value.has("pass", at: $0) || value.has("pwd", at: $0) }
    }
}
