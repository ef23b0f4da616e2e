package dev.flinklabs.marketplace.generator;

/** The words that the marketplace is made of. Some are not ASCII, as in any real one. */
final class Names {

    static final String[] CITIES = {
        "Zürich",
        "São Paulo",
        "Kraków",
        "İzmir",
        "Bengaluru",
        "Lyon",
        "Osaka",
        "Nairobi",
        "Tromsø",
        "Córdoba",
        "Leeds",
        "Hà Nội"
    };

    static final String[] COUNTRIES = {"BR", "CH", "DE", "IN", "JP", "KE", "NO", "PL", "TR", "VN"};

    private static final String[] GIVEN = {
        "Ada", "Björn", "Chloé", "Dmitri", "Emre", "Fatima", "Grace", "Hiro", "Inês", "Jan", "Kofi",
        "Łucja"
    };

    private static final String[] FAMILY = {
        "Almeida",
        "Brandt",
        "Çelik",
        "Dubois",
        "Eriksen",
        "Fischer",
        "García",
        "Horvat",
        "Ito",
        "Jansen",
        "Kowalski",
        "Nguyễn"
    };

    private static final String[] QUALITY = {
        "plain", "sturdy", "folding", "small", "large", "blue", "red", "walnut", "steel", "woollen"
    };

    private static final String[][] GOODS = {
        {"kitchen", "kettle", "café cup", "bread knife", "frying pan"},
        {"garden", "spade", "jalapeño seeds", "watering can", "bench"},
        {"toys", "kite", "puzzle", "train", "spinning top"},
        {"office", "lamp", "notebook", "chair", "stapler"},
        {"sports", "skipping rope", "football", "rucksack", "yoga mat"}
    };

    private static final String[] TRADES = {"Crafts", "Trading", "Supplies", "Workshop", "Atelier"};

    private Names() {}

    static String person(Dice dice) {
        return dice.oneOf(GIVEN) + " " + dice.oneOf(FAMILY);
    }

    static String seller(Dice dice) {
        return dice.oneOf(FAMILY) + " " + dice.oneOf(TRADES);
    }

    /** A category, and after it the names of goods in it. */
    static String[] shelf(Dice dice) {
        return dice.oneOf(GOODS);
    }

    static String product(Dice dice, String[] shelf) {
        return dice.oneOf(QUALITY) + " " + shelf[1 + dice.below(shelf.length - 1)];
    }
}
