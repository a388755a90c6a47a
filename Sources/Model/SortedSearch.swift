extension RandomAccessCollection {
    /// Binary search in what is sorted by a condition: first all elements that do not fulfil it, then all that do.
    /// - Returns: the index of the first element that fulfils it; `endIndex` if none does.
    @inlinable package func partitioningIndex(where belongsBehind: (Element) -> Bool) -> Index {
        var (low, length) = (startIndex, count)
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if belongsBehind(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}
