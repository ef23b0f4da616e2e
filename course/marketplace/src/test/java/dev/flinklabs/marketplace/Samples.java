package dev.flinklabs.marketplace;

import java.time.Instant;

/** One value of each event, with every field set. */
final class Samples {

    static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    static final Instant LATER = Instant.parse("2026-01-01T10:00:05.123Z");

    static final OrderEvent ORDER =
            new OrderEvent("o-1", OrderStatus.CREATED, "c-7", "p-3", 2, 4998, TEN);
    static final Product KETTLE = new Product("p-3", "café kettle", "kitchen", 2499, TEN);
    static final Product DEARER = new Product("p-3", "café kettle", "kitchen", 2799, LATER);
    static final Customer ADA =
            new Customer("c-7", "Łucja Çelik", CustomerTier.SILVER, "İzmir", TEN);
    static final Customer GOLDEN_ADA =
            new Customer("c-7", "Łucja Çelik", CustomerTier.GOLD, "İzmir", LATER);
    static final ChangeSource PRODUCT_SOURCE =
            new ChangeSource(LATER, false, "product", 701, 24_000_056);
    static final ChangeSource CUSTOMER_SOURCE =
            new ChangeSource(TEN, true, "customer", 700, 24_000_000);
    static final ProductChange PRICE_CHANGE =
            new ProductChange(KETTLE, DEARER, Operation.UPDATE, PRODUCT_SOURCE, LATER);
    static final CustomerChange SNAPSHOT_OF_ADA =
            new CustomerChange(null, ADA, Operation.READ, CUSTOMER_SOURCE, TEN);
    static final SellerApplication APPLICATION =
            new SellerApplication("a-1", "Horvat Atelier", "PL", ApplicationStatus.PENDING, TEN);
    static final PageView VIEW = new PageView("c-7", "p-3", TEN);

    private Samples() {}
}
