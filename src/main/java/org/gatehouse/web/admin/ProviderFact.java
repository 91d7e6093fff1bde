package org.gatehouse.web.admin;

import org.gatehouse.web.Moment;

/**
 * Something that is known about an identity provider, or that it has to know about us.
 *
 * @param id what the page calls it; empty for what nobody has to copy
 * @param label what it is
 * @param value what it says; may be empty where it is but a moment
 * @param at the moment that belongs to it, if one does
 */
public record ProviderFact(String id, String label, String value, Moment at) {}
