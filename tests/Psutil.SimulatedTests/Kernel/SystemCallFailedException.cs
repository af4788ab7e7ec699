namespace Psutil.SimulatedTests.Kernel;

/// <summary>A simulated system call fails.</summary>
public sealed class SystemCallFailedException(int error, nint result = -1) : Exception
{
    public int Error { get; } = error;

    /// <summary>What the call returns besides; -1 for most.</summary>
    public nint Result { get; } = result;
}
