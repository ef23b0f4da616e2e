package dev.flinklabs.coach.doctor;

/**
 * What was found of one thing that the course uses.
 *
 * @param name of the thing
 * @param found what is there
 * @param purpose what it is needed for
 * @param remedy how to get it; empty when it is there
 */
public record Finding(Health health, String name, String found, String purpose, String remedy) {

    static Finding there(String name, String found, String purpose) {
        return new Finding(Health.THERE, name, found, purpose, "");
    }

    static Finding notNeededNow(String name, String found, String purpose, String remedy) {
        return new Finding(Health.NOT_NEEDED_NOW, name, found, purpose, remedy);
    }

    static Finding lacking(String name, String found, String purpose, String remedy) {
        return new Finding(Health.LACKING, name, found, purpose, remedy);
    }
}
