namespace Psutil;

/// <summary>Knows how processes ended that are gone by the time one asks: it has to be told of each while it lives.</summary>
internal abstract class ExitCodeSource : IDisposable
{
    /// <summary>From now on, this process's exit code is of interest.</summary>
    public abstract void Follow(ProcessIdentity process);

    /// <summary>
    /// How a process that has ended did so; null if unknown. False if it is not known yet, but will be once it was collected.
    /// </summary>
    public abstract bool TryRead(ProcessIdentity process, out int? exitCode);

    /// <summary>This process is of no interest any more.</summary>
    public abstract void Forget(ProcessIdentity process);

    public abstract void Dispose();
}
