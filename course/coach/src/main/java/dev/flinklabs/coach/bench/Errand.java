package dev.flinklabs.coach.bench;

import java.io.Serializable;

/**
 * What a command asks of a keeper, once a connection.
 *
 * @param phase the name of the phase's directory
 * @param terms of the lab
 * @param workspace the workspace's root, absolute
 */
record Errand(String phase, RunTerms terms, String workspace) implements Serializable {}
