/// Words for templates of passwords as people choose them: `{Word}{word}{digits:2}!`.
enum SampleWords {
    static func word(using generator: inout SplitMix64) -> String {
        words[Int(generator.next() % UInt64(words.count))]
    }

    private static let words = """
        anchor apple autumn badger bamboo basil beacon birch bishop blizzard breeze bridge bronze buffalo cactus camel candle \
        canyon castle cedar cherry cinder clover cobalt comet copper coral cotton cricket crystal cypress dagger dolphin \
        dragon eagle ember falcon feather fennel fjord flint forest fossil galaxy garden garnet ginger glacier granite \
        harbor hazel heron hickory honey horizon hunter indigo island ivory jaguar jasmine jungle juniper kestrel lagoon \
        lantern laurel lemon lilac lobster magnet mango maple marble meadow meteor mirror monsoon moose mustard nectar \
        nettle nickel oasis olive onyx orchid osprey otter oyster panther papaya pebble pepper phoenix pigeon pirate \
        planet pumpkin quartz rabbit raven ribbon river rocket saffron salmon sapphire scarlet shadow silver sparrow \
        spruce summer sunset thistle thunder tiger timber topaz trumpet tulip turtle velvet violet walnut willow winter \
        wizard zebra zephyr
        """.split(separator: " ").map(String.init)
}
