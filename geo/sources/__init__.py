"""The only readers of files: boundaries, rasters, roads, tracks, sheets, the site file.

Before GDAL wakes up it is told which formats exist for us. Virtual formats (VRT, GTI, GDALG, WMS) read local
files and addresses that stand inside a file from a stranger, so they are switched off; `opening` looks at the
first bytes too, because another library may have woken GDAL earlier. rasterio's own VRT has to stay, its
warping stands on it; files are opened there with the GeoTIFF driver and no other.
"""

from __future__ import annotations

import logging
import os

_WANTED = {"ESRI Shapefile", "GPKG", "GeoJSON", "KML", "LIBKML", "MEM", "Memory", "OpenFileGDB", "TopoJSON"}
_WANTED |= {"COG", "GTiff"}
_KNOWN = (
    "AAIGrid ACE2 ADBC ADRG AIG AIVector AVCBin AVCE00 AirSAR AmigoCloud BAG BIGGIF BLX BMP BSB BT BYN "
    "CALS CEOS COASP COSAR CPG CSV CSW CTG CTable2 Carto DAAS DERIVED DGN DIMAP DIPEx DOQ1 DOQ2 DTED DXF "
    "ECRGTOC EDIGEO EEDA EEDAI EHdr EIR ELAS ENVI ERS ESAT ESRIC ESRIJSON Elasticsearch FAST FIT "
    "FlatGeobuf GDALG GFF GIF GML GNMDatabase GNMFile GPSBabel GPX GRASSASCIIGrid GRIB GS7BG GSAG GSBG "
    "GSC GTFS GTI GTX GXF GenBin GeoJSONSeq GeoRSS HDF5 HDF5Image HF2 HFA HTTP ILWIS IRIS ISCE ISG ISIS2 "
    "ISIS3 Idrisi JAXAPALSAR JDEM JML JP2OpenJPEG JPEG JSONFG KMLSUPEROVERLAY KRO L1B LAN LCP LOSLAS "
    "LVBAG Leveller MAP MBTiles MFF MFF2 MRF MSGN MVT MapML MiraMonVector NDF NGSGEOID NGW NITF NOAA_B "
    "NSIDCbin NTv2 NWT_GRC NWT_GRD OAPIF ODS OGCAPI OGR_GMT OGR_PDS OGR_VRT OSM OZI PAux PCIDSK PCRaster "
    "PDF PDS PDS4 PGDUMP PLMOSAIC PLSCENES PMTiles PNG PNM PRF R RIK RMF ROI_PAC RPFTOC RRASTER RS2 RST "
    "Rasterlite S102 S104 S111 S57 SAFE SAGA SAR_CEOS SDTS SENTINEL2 SGI SIGDEM SNAP_TIFF SNODAS SQLite "
    "SRP SRTMHGT STACIT STACTA SXF Selafin TGA TIL TSX Terragen USGSDEM VDV VFK VICAR WAsP WCS WEBP WFS "
    "WMS WMTS XLSX XPM XYZ ZMap Zarr netCDF "
)

os.environ.setdefault(
    "OGR_SKIP", ",".join([*(name for name in _KNOWN.split() if name not in _WANTED), "MapInfo File"])
)
# Both GDALs in the process read the list, and each would warn of drivers that only the other one has.
os.environ.setdefault("CPL_LOG", os.devnull)
# Nothing that a file says may make GDAL go to the network.
os.environ.setdefault("GDAL_HTTP_MAX_RETRY", "0")
os.environ.setdefault("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{nothing}")
# rasterio passes the same warnings on to the log, which people would read as a fault of their files.
logging.getLogger("rasterio._env").setLevel(logging.ERROR)
