namespace Psutil;

/// <summary>What <see cref="ChildProcess.Dispose"/> does to a child that has not ended.</summary>
public enum ChildDisposal
{
    /// <summary>Not a choice: <see cref="StartOptions"/> refuses it.</summary>
    Unknown = 0,

    /// <summary>The child is left running. Its streams are closed.</summary>
    Leave = 1,

    /// <summary>The child is asked to end (<see cref="OSProcess.Terminate"/>), and not waited for.</summary>
    Terminate = 2,

    /// <summary>The child is ended (<see cref="OSProcess.Kill"/>), and waited for. Its descendants are left running.</summary>
    Kill = 3,

    /// <summary>The child and all its descendants are ended, as by <see cref="OSProcess.KillTree"/>, and waited for.</summary>
    KillTree = 4,
}
