import Model
import Testing

@Suite struct SortedSearchTests {
    @Test(arguments: 0...9) func searchesWhatIsSorted(count: Int) {
        let numbers = (0..<count).map { $0 / 2 }
        for wanted in -1...5 {
            #expect(numbers.partitioningIndex { $0 >= wanted } == numbers.count { $0 < wanted })
            let slice = numbers.dropFirst(3)
            #expect(slice.partitioningIndex { $0 >= wanted } == slice.startIndex + slice.count { $0 < wanted })
        }
    }
}
