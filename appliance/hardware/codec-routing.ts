// What connects the microphones and outputs of a HAT inside its codec, by the names that the kernel's drivers give the controls
// (sound/soc/codecs/wm8960.c, tlv320aic3x.c) and the pins that the overlays use. Never tried on a board.
import type { Routing } from './alsa/card-routing.ts';

/** 0 dB, in steps of 1 dB from −121. */
const WM8960_FULL = '121';

/**
 * Microphones on LINPUT1 and RINPUT1, amplified by 41 dB: a boost of 29 dB, as in Seeed's own state (wm8960_asound.state of
 * respeaker/seeed-voicecard), and 12 dB in the PGA, where the driver leaves it (0xa7 in LINVOL: 39 steps of 0.75 dB from −17.25). Seeed
 * has the PGA at its top, 30 dB, which makes 59; neither was ever measured in a room, so the lower is taken. Both outputs are silent by themselves; a box that leaves the card's volume alone opens them. The speaker's
 * own amplifier (DC, AC) is as in that state.
 */
export const WM8960_ROUTING: Routing = {
  capture: {
    paths: [
      ['Left Boost Mixer LINPUT1', 'on'],
      ['Right Boost Mixer RINPUT1', 'on'],
      ['Left Input Mixer Boost', 'on'],
      ['Right Input Mixer Boost', 'on'],
      ['Capture', 'cap'],
    ],
    levels: [
      ['Left Input Boost Mixer LINPUT1', 0, '3'],
      ['Right Input Boost Mixer RINPUT1', 0, '3'],
    ],
  },
  playback: {
    paths: [
      ['Left Output Mixer PCM', 'on'],
      ['Right Output Mixer PCM', 'on'],
    ],
    levels: [
      ['Speaker', 0, WM8960_FULL],
      ['Headphone', 0, WM8960_FULL],
      ['Speaker DC', 0, '4'],
      ['Speaker AC', 0, '5'],
    ],
  },
};

/** What tlv320aic3x.c writes when it starts (DEFAULT_GAIN): 16 dB. */
const AIC3X_DEFAULT_GAIN = 0x20;
/** The top of its output stages, 0 dB in steps of 0.5 dB; and what it writes when it starts (DEFAULT_VOL), which is −23.5 dB. */
const AIC3X_STAGE_TOP = 118;
const AIC3X_STAGE_DEFAULT = AIC3X_STAGE_TOP - (0x7f - 0x50);

/**
 * Microphones on MIC2; the speaker at the line outputs, the jack at the headphone ones. The PGA is at 30 dB, in steps of 0.5: people
 * who tuned this HAT have it at 12 to 36 dB, and one of them found 24 dB too quiet and that 30 dB do not clip. The stages between the
 * converter and both outputs are opened, as people do who wonder why it is so quiet: the volume is set at the converter ("PCM").
 */
export const AIC3104_ROUTING: Routing = {
  capture: {
    paths: [
      ['Left PGA Mixer Mic2L', 'on'],
      ['Right PGA Mixer Mic2R', 'on'],
      ['PGA', 'cap'],
    ],
    levels: [['PGA', AIC3X_DEFAULT_GAIN, '60']],
  },
  playback: {
    paths: [
      ['Left Line Mixer DACL1', 'on'],
      ['Right Line Mixer DACR1', 'on'],
      ['Line', 'unmute'],
      ['Left HP Mixer DACL1', 'on'],
      ['Right HP Mixer DACR1', 'on'],
      ['HP', 'unmute'],
    ],
    levels: [
      ['Line DAC', AIC3X_STAGE_DEFAULT, `${AIC3X_STAGE_TOP}`],
      ['HP DAC', AIC3X_STAGE_DEFAULT, `${AIC3X_STAGE_TOP}`],
    ],
  },
};
