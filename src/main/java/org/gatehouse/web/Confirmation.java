package org.gatehouse.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The box that must be ticked before something is removed for good. */
@Named
@RequestScoped
public class Confirmation {
  @Inject private Texts texts;

  private boolean sure;

  /** Whether it was ticked; says beside it that it must be where it wasn't. */
  public boolean isGiven() {
    if (!sure) {
      texts.wrong("sure", "confirm.missing");
    }
    return sure;
  }

  /** Never ticked beforehand. */
  public boolean isSure() {
    return false;
  }

  /** Whether it was ticked. */
  public void setSure(boolean sure) {
    this.sure = sure;
  }
}
