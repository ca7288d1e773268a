"""The API's resources, one file a group; each file declares its methods in `METHODS`."""

from receptionist.sandbox.opendental.method import Method
from receptionist.sandbox.opendental.resources import (
    appointment_actions,
    appointment_reads,
    appointment_writes,
    clinics,
    commlogs,
    definitions,
    histappointments,
    patient_reads,
    patient_writes,
    patientnotes,
    popups,
    preferences,
    providers,
    recalls,
    schedules,
    securityperms,
    slots,
    tasks,
)

METHODS: tuple[Method, ...] = (
    *appointment_reads.METHODS,
    *slots.METHODS,
    *appointment_writes.METHODS,
    *appointment_actions.METHODS,
    *histappointments.METHODS,
    *patient_reads.METHODS,
    *patient_writes.METHODS,
    *patientnotes.METHODS,
    *popups.METHODS,
    *commlogs.METHODS,
    *recalls.METHODS,
    *tasks.METHODS,
    *schedules.METHODS,
    *providers.METHODS,
    *clinics.METHODS,
    *definitions.METHODS,
    *preferences.METHODS,
    *securityperms.METHODS,
)
