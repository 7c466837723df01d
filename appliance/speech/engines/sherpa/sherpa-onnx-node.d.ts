// sherpa-onnx-node ships no types. What is declared here was read from the package's binding and run, and is only what we use.
// It is CommonJS: `requirePackage<typeof Sherpa>('sherpa-onnx-node')`.
declare module 'sherpa-onnx-node' {
  /** 16 kHz and ±1 unless the model says otherwise; other rates are resampled inside. */
  export interface Waveform {
    readonly samples: Float32Array;
    readonly sampleRate: number;
  }

  export interface OfflineModelConfig {
    /** Version 1 has four files, version 2 an encoder and a merged decoder. */
    moonshine?: {
      preprocessor?: string;
      encoder?: string;
      uncachedDecoder?: string;
      cachedDecoder?: string;
      mergedDecoder?: string;
    };
    whisper?: { encoder: string; decoder: string; language?: string; task?: 'transcribe' | 'translate' };
    senseVoice?: { model: string; language?: string; useInverseTextNormalization?: number };
    transducer?: { encoder: string; decoder: string; joiner: string };
    nemoCtc?: { model: string };
    zipformerCtc?: { model: string };
    wenetCtc?: { model: string };
    omnilingual?: { model: string };
    dolphin?: { model: string };
    paraformer?: { model: string };
    fireRedAsr?: { encoder: string; decoder: string };
    canary?: { encoder: string; decoder: string; srcLang?: string; tgtLang?: string; usePnc?: number };
    tokens?: string;
    modelType?: string;
    numThreads?: number;
    provider?: string;
    debug?: number;
  }

  export interface OfflineRecognizerConfig {
    readonly featConfig: { readonly sampleRate: number; readonly featureDim: number };
    readonly modelConfig: OfflineModelConfig;
    readonly decodingMethod?: 'greedy_search' | 'modified_beam_search';
  }

  export interface OfflineStream {
    acceptWaveform(waveform: Waveform): void;
  }

  export interface OfflineRecognizer {
    createStream(): OfflineStream;
    /** Blocks the thread. */
    decode(stream: OfflineStream): void;
    /** Runs on libuv's pool. The caller keeps recogniser and stream alive and does not decode twice at once. The value is what JSON.parse gave. */
    decodeAsync(stream: OfflineStream): Promise<unknown>;
    getResult(stream: OfflineStream): unknown;
  }

  export interface VadConfig {
    readonly sileroVad: {
      readonly model: string;
      /** 0 to 1. */
      readonly threshold: number;
      /** Seconds. */
      readonly minSilenceDuration: number;
      readonly minSpeechDuration: number;
      readonly maxSpeechDuration: number;
      /** Samples: 512 at 16 kHz; 256 loses half of the speech without a word. */
      readonly windowSize: number;
    };
    readonly sampleRate: number;
    readonly numThreads: number;
    readonly provider?: string;
    readonly debug?: number;
  }

  /** Owns 64 kB a second of buffer outside JavaScript's memory: made once, reset often. */
  export interface Vad {
    acceptWaveform(samples: Float32Array): void;
    isDetected(): boolean;
    isEmpty(): boolean;
    front(enableExternalBuffer?: boolean): { readonly start: number; readonly samples: Float32Array };
    pop(): void;
    clear(): void;
    reset(): void;
    flush(): void;
  }

  export interface OfflineTtsConfig {
    readonly model: {
      readonly vits: {
        readonly model: string;
        readonly tokens: string;
        /** A folder espeak-ng-data. */
        readonly dataDir: string;
        /** 0 means "not set" (0.667); use 1e-6 for reproducible speech. */
        readonly noiseScale?: number;
        readonly noiseScaleW?: number;
        readonly lengthScale?: number;
      };
      readonly numThreads: number;
      readonly provider?: string;
      readonly debug?: number;
    };
    readonly maxNumSentences?: number;
    /** Length of the pauses between sentences as a share of the model's own; 0.2 unless told. */
    readonly silenceScale?: number;
  }

  export interface TtsRequest {
    readonly text: string;
    /** Speaker. */
    readonly sid: number;
    readonly speed: number;
    /** false: samples in JavaScript's own memory. */
    readonly enableExternalBuffer?: boolean;
  }

  export interface GeneratedAudio {
    readonly samples: Float32Array;
    readonly sampleRate: number;
  }

  export interface OfflineTts {
    readonly sampleRate: number;
    readonly numSpeakers: number;
    /** Blocks the thread. */
    generate(request: TtsRequest): GeneratedAudio;
    /** `onProgress` is called after each sentence; returning 0 stops before the next one. */
    generateAsync(
      request: TtsRequest & {
        readonly onProgress?: (chunk: { readonly samples: Float32Array; readonly progress: number }) => number;
      },
    ): Promise<GeneratedAudio>;
  }

  const sherpa: {
    readonly version: string;
    readonly OfflineRecognizer: {
      new (config: OfflineRecognizerConfig): OfflineRecognizer;
      createAsync(config: OfflineRecognizerConfig): Promise<OfflineRecognizer>;
    };
    readonly Vad: new (config: VadConfig, bufferSizeInSeconds: number) => Vad;
    readonly OfflineTts: {
      new (config: OfflineTtsConfig): OfflineTts;
      createAsync(config: OfflineTtsConfig): Promise<OfflineTts>;
    };
  };
  // biome-ignore lint/style/noDefaultExport: the package's own shape
  export default sherpa;
}
