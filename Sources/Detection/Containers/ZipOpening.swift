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
            switch lend(member, of: &workbook, with: &unpacker) {
            case .done: break
            case .exhausted: return
            case .unusual:
                if let workbook { lendRest(of: workbook) }
                return openArchive(content, as: .zip, skipping: number)
            }
        }
        if let workbook { lendRest(of: workbook) }
    }

    /// What became of a member.
    private enum Step {
        case done
        /// A limit was hit: nothing more is lent.
        case exhausted
        /// libdeflate cannot unpack it.
        case unusual
    }

    private mutating func lend(
        _ member: ZipArchive.Member, of workbook: inout Spreadsheet?, with unpacker: inout ZipUnpacker
    ) -> Step {
        guard member.isFile else { return budget.takeEntry() ? .done : .exhausted }
        // Nothing is unpacked for nobody.
        if member.size > budget.bytesLeft {
            _ = budget.take(bytes: member.size)
            return .exhausted
        }
        // Of parts of documents the name decides how they are read.
        let isSheet = workbook != nil && Spreadsheet.isSheet(member.name)
        let key = isSheet || DocumentText.isPart(member.name) ? nil : members?.key(of: member)
        if let key, let members, members.memory.takes(key) {
            // It counts as if it had been unpacked, or what is read of an archive would depend on others.
            guard budget.takeEntry(), budget.take(bytes: member.size) else { return .exhausted }
            count += 1
            return .done
        }
        guard let bytes = unpacker.content(of: member) else { return .unusual }
        guard budget.takeEntry(), budget.take(bytes: bytes.count) else { return .exhausted }
        if workbook != nil, member.name.elementsEqual(Spreadsheet.stringsName.utf8) { return .done }
        if isSheet, let sheet = workbook?.text(ofSheet: bytes) {
            if !sheet.isWhole {
                budget.note(.limitHit, place.path, "a sheet shows more text than the limits allow; scan it as CSV")
            }
            guard budget.take(bytes: sheet.text.count) else { return .exhausted }
            lend(member.name, sheet.text)
            return .done
        }
        lendFile(member.name, bytes, of: .zip)
        if budget.isExhausted { return .exhausted }
        // Only what holds nothing else: the rest may run into limits, and depends on what was read before.
        if let key, let members, ContainerKind(bytes) == nil { members.memory.lent(key) }
        return .done
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
