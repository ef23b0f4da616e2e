/**
 * One small lab of each kind, for {@code ./lab dev measure}: how long a verdict takes where the lab
 * itself does next to nothing.
 */
package dev.flinklabs.testkit.probe;
