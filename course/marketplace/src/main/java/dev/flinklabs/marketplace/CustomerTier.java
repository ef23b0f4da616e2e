package dev.flinklabs.marketplace;

/** How good a customer is, from the lowest tier to the highest. */
public enum CustomerTier {
    STANDARD,
    SILVER,
    GOLD
}
