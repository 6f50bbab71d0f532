package desk.lookup

/** Finds the district of a postcode by its longest known prefix. */
class Postcodes(entries: Map<String, String>) {
    private class Node(var district: String? = null, val next: MutableMap<Char, Node> = mutableMapOf())

    private val root = Node()

    init {
        for ((prefix, district) in entries) {
            var node = root
            for (character in prefix) {
                node = node.next.getOrPut(character) { Node() }
            }
            node.district = district
        }
    }

    fun districtOf(postcode: String): String? {
        var node: Node? = root
        var found: String? = root.district
        for (character in postcode) {
            node = node?.next?.get(character) ?: break
            found = node.district ?: found
        }
        return found
    }
}
