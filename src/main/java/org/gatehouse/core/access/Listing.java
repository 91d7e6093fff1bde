package org.gatehouse.core.access;

import java.util.List;

/**
 * A page of a longer list.
 *
 * @param items those of the page
 * @param total how many there are on all pages
 */
public record Listing<T>(List<T> items, long total) {}
