package dev.flinklabs.marketplace;

/** What the automatic check said when a seller applied. */
public enum ApplicationStatus {
    /** A person has to look at it. */
    PENDING,
    APPROVED,
    REJECTED
}
