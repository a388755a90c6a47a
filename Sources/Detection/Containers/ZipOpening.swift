internal import Model

/// Zip archives, and the documents that are such: those with nothing unusual are unpacked by libdeflate.
extension ContainerOpener {
    /// From the first member on that libdeflate cannot unpack libarchive reads: it gives what is left of damaged ones.
    mutating func openZip(_ content: UnsafeRawBufferPointer) {
        guard let archive = ZipArchive(content, limits: budget.limits), var unpacker = ZipUnpacker() else {
            return openArchive(content, as: .zip)
        }
        var workbook = workbook(in: archive, &unpacker)
        for (number, member) in archive.members.enumerated() {
            guard member.isFile else {
                if budget.takeEntry() { continue } else { return }
            }
            // Nothing is unpacked for nobody.
            if member.size > budget.bytesLeft {
                _ = budget.take(bytes: member.size)
                return
            }
            // Of parts of documents the name decides how they are read.
            let isSheet = workbook != nil && Spreadsheet.isSheet(member.name)
            let key =
                isSheet || DocumentText.isPart(member.name)
                ? nil : members?.key(of: member)
            if let key, let members, members.memory.takes(key) {
                // It counts as if it had been unpacked, or what is read of an archive would depend on others.
                guard budget.takeEntry(), budget.take(bytes: member.size) else { return }
                count += 1
                continue
            }
            guard let bytes = unpacker.content(of: member) else {
                if let workbook { lendRest(of: workbook) }
                return openArchive(content, as: .zip, skipping: number)
            }
            guard budget.takeEntry(), budget.take(bytes: bytes.count) else { return }
            if workbook != nil, member.name.elementsEqual(Spreadsheet.stringsName.utf8) { continue }
            if isSheet, let (text, isWhole) = workbook?.text(ofSheet: bytes) {
                if !isWhole {
                    budget.note(.limitHit, place.path, "a sheet shows more text than the limits allow; scan it as CSV")
                }
                guard budget.take(bytes: text.count) else { return }
                lend(member.name, text)
                continue
            }
            lendFile(member.name, bytes, of: .zip)
            if budget.isExhausted { return }
            // Only what holds nothing else: the rest may run into limits, and depends on what was read before.
            if let key, let members, ContainerKind(bytes) == nil { members.memory.lent(key) }
        }
        if let workbook { lendRest(of: workbook) }
    }

    /// The texts that a workbook's sheets refer to; nil for other archives, and where those texts cannot be read.
    private func workbook(in archive: ZipArchive, _ unpacker: inout ZipUnpacker) -> Spreadsheet? {
        guard archive.members.contains(where: { Spreadsheet.isSheet($0.name) }) else { return nil }
        var xml: UnsafeRawBufferPointer?
        if let strings = archive.members.first(where: { $0.name.elementsEqual(Spreadsheet.stringsName.utf8) }) {
            guard strings.size <= budget.bytesLeft, let content = unpacker.content(of: strings) else { return nil }
            xml = content
        }
        return Spreadsheet(strings: xml, greatestText: budget.limits.entryBytes)
    }

    /// Texts that stand in no sheet are read all the same.
    private mutating func lendRest(of workbook: Spreadsheet) {
        let text = workbook.rest
        guard !text.isEmpty, !budget.isExhausted, budget.take(bytes: text.count) else { return }
        lend(Array(Spreadsheet.stringsName.utf8), text)
    }
}
