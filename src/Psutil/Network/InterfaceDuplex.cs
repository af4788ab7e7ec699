namespace Psutil;

/// <summary>Whether a link can send and receive at once.</summary>
public enum InterfaceDuplex
{
    /// <summary>Not known. Never returned: where it is not known, <see cref="InterfaceState.Duplex"/> is null.</summary>
    Unknown = 0,

    /// <summary>The link sends or receives, one at a time.</summary>
    Half = 1,

    /// <summary>The link sends and receives at once.</summary>
    Full = 2,
}
