// Where the microphones of the arrays are: the radius of their circle in metres; for a line or a pair, half of its length. None was
// measured by us. Which LEDs they are near, and which way round the channels go, is in the table as linux-voice-assistant has it, for the
// 6-mic assumed; leds.directionOffset and leds.directionReversed put right what is wrong about that.
export const ARRAY_RADIUS = {
  /** voice-engine, doa_respeaker_2mic_hat.py: 58 mm from one to the other. */
  twoMics: 0.029,
  /** introlab/odas, respeaker_4_mic_array.cfg; voice-engine has 81 mm between opposite ones. */
  fourMics: 0.0405,
  /** introlab/odas, respeaker_6_mic_array.cfg. */
  sixMics: 0.0463,
  /** Assumed: four in a row, 50 mm apart, on a board of 157 mm. */
  fourInLine: 0.075,
  /** introlab/odas, respeaker_usb_4_mic_array.cfg. Its chip finds the direction by itself, as that of the XVF3800 does. */
  xvf3000: 0.032,
  /** Assumed: a square of about the size of the XVF3000's. */
  xvf3800: 0.033,
} as const;
