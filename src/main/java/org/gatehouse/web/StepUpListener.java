package org.gatehouse.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/** Has {@link StepUp} judge what was typed before any page does anything. */
public class StepUpListener implements PhaseListener {
  private static final long serialVersionUID = 1L;

  @Override
  public PhaseId getPhaseId() {
    return PhaseId.INVOKE_APPLICATION;
  }

  @Override
  public void beforePhase(PhaseEvent event) {
    if (event
        .getFacesContext()
        .getExternalContext()
        .getRequestParameterMap()
        .containsKey(StepUp.PASSWORD)) {
      CDI.current().select(StepUp.class).get().confirm();
    }
  }
}
