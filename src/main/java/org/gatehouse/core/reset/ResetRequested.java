package org.gatehouse.core.reset;

/** Says that there is a request to look at. Fired as a CDI event; counts when it is committed. */
public record ResetRequested() {}
