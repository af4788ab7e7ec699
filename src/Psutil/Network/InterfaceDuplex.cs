namespace Psutil;

/// <summary>Whether a link can send and receive at the same time.</summary>
public enum InterfaceDuplex
{
    /// <summary>Unknown. Never returned: if the duplex is unknown, <see cref="InterfaceState.Duplex"/> is null.</summary>
    Unknown = 0,

    /// <summary>The link sends or receives, but not both at the same time.</summary>
    Half = 1,

    /// <summary>The link sends and receives at the same time.</summary>
    Full = 2,
}
