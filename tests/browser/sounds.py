"""Scripts for a page under test: how loud it plays, and a microphone that says what a test wants."""

# `loudestSince()` is the loudest sample (0 to 1) that left for the loudspeaker since it was last asked.
TAP = """
(() => {
  const connect = AudioNode.prototype.connect;
  let loudest = 0;
  window.loudestSince = () => { const found = loudest; loudest = 0; return found; };
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      const ear = new AnalyserNode(this.context, { fftSize: 4096 });
      const samples = new Float32Array(ear.fftSize);
      connect.call(this, ear);
      setInterval(() => {
        ear.getFloatTimeDomainData(samples);
        for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
      }, 40);
    }
    return connect.call(this, to, ...rest);
  };
})();
"""

# A microphone in the hands of the test: `sayInto(base64 of 16-bit samples at 48 kHz)` speaks into it, once.
HAND_MICROPHONE = """
(() => {
  let context, into;
  navigator.mediaDevices.getUserMedia = async () => {
    context = new AudioContext({ sampleRate: 48000 });
    await context.resume();
    into = context.createMediaStreamDestination();
    return into.stream;
  };
  window.sayInto = (base64) => {
    const samples = new Int16Array(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer);
    const buffer = context.createBuffer(1, samples.length, 48000);
    buffer.copyToChannel(Float32Array.from(samples, (sample) => sample / 32768), 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(into);
    source.start();
  };
})();
"""
