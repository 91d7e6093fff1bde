package org.gatehouse.bench.row;

import java.util.Optional;
import java.util.function.IntFunction;
import org.gatehouse.bench.load.Load;

/**
 * A line of the table.
 *
 * @param key what it is called on the command line
 * @param title what it is called in the table
 * @param ours what Gatehouse is asked, by the number of connections
 * @param theirs what Keycloak is asked, if there is the like
 * @param target what is wanted
 */
public record Row(
    String key,
    String title,
    IntFunction<Load> ours,
    Optional<IntFunction<Load>> theirs,
    Target target) {}
