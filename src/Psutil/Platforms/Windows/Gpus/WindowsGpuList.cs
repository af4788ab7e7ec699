namespace Psutil.Platforms.Windows;

/// <summary>The GPUs that could be listed.</summary>
/// <param name="Gpus">The GPUs.</param>
/// <param name="Failure">Why there are none; default if they could be listed.</param>
internal sealed record WindowsGpuList(IReadOnlyList<WindowsGpu> Gpus, CallFailure Failure);
